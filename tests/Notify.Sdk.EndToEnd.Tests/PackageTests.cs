using System.Xml.Linq;

namespace Notify.Sdk.EndToEnd.Tests;

public sealed class PackageTests(PackageFeed packages) : IClassFixture<PackageFeed>
{
    private const string Extensions = "Microsoft.Extensions.";

    public static TheoryData<string, string[]> Dependencies => new()
    {
        { "Notify.Sdk.PhoneNumbers", ["libphonenumber-csharp 9.0.43"] },
        {
            "Notify.Sdk",
            [
                "Handlebars.Net 2.4.3",
                $"{Extensions}DependencyInjection.Abstractions 10.0.14", $"{Extensions}Hosting.Abstractions 10.0.14",
                $"{Extensions}Logging 10.0.14", $"{Extensions}Options 10.0.14", $"{Extensions}Options.ConfigurationExtensions 10.0.14",
                    $"{Extensions}Options.DataAnnotations 10.0.14",
                "NodaTime 3.3.7", "Notify.Sdk.PhoneNumbers", "Polly.Core 8.9.1", "System.Threading.RateLimiting 10.0.14",
            ]
        },
        { "Notify.Sdk.Conformance", ["Notify.Sdk", "xunit.assert 2.9.3", "xunit.extensibility.core 2.9.3"] },
        { "Notify.Sdk.Email", ["MailKit 4.18.2", "MimeKit 4.18.2", "Notify.Sdk"] },
        { "Notify.Sdk.Http", [$"{Extensions}Http 10.0.14", "NodaTime 3.3.7", "Notify.Sdk"] },
        { "Notify.Sdk.Kannel", ["NodaTime 3.3.7", "Notify.Sdk.Http"] },
        { "Notify.Sdk.Push", ["NodaTime 3.3.7", "Notify.Sdk.Http"] },
        { "Notify.Sdk.Twilio", ["NodaTime 3.3.7", "Notify.Sdk.Http"] },
        { "Notify.Sdk.AspNetCore", ["NodaTime 3.3.7", "Notify.Sdk.Http"] },
        { "Notify.Sdk.Sqlite", ["Microsoft.Data.Sqlite.Core 10.0.14", "Notify.Sdk", "SQLitePCLRaw.bundle_e_sqlite3 3.0.3",
            "SQLitePCLRaw.core 3.0.3"] },
    };

    [Theory]
    [MemberData(nameof(Dependencies))]
    public void A_package_depends_on_exactly_what_it_should(string package, string[] expected)
    {
        packages.ManifestOf(package).Descendants()
            .Where(e => e.Name.LocalName == "dependency")
            .Select(Describe)
            .Should().BeEquivalentTo(expected);

        string Describe(XElement dependency)
        {
            var id = dependency.Attribute("id")!.Value;
            var version = dependency.Attribute("version")!.Value;
            return version == packages.Version ? id : $"{id} {version}";
        }
    }

    [Theory]
    [MemberData(nameof(Dependencies))]
    public void A_package_brings_its_documentation_licence_and_readme(string package, string[] dependencies)
    {
        _ = dependencies;
        packages.FilesOf(package).Should()
            .Contain(
            [$"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml", "README.md", "icon.png", "LICENSE", "THIRD-PARTY-NOTICES"]);
        var manifest = packages.ManifestOf(package).ToString();
        manifest.Should().Contain("MIT").And.Contain("<readme>README.md</readme>").And.Contain("<description>");
        File.Exists(Path.Combine(packages.Feed, $"{package}.{packages.Version}.snupkg")).Should().BeTrue("symbols are part of a release");
    }

    [Fact]
    public async Task The_program_of_the_readme_compiles_and_runs_from_the_packages()
    {
        var program = ProgramOf("README.md");
        var lines = program.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.Should().BeLessThanOrEqualTo(12, "it reads like prose");
        lines.Count(l => l.StartsWith("using ", StringComparison.Ordinal)).Should().BeLessThanOrEqualTo(3);
        lines.Max(l => l.Length).Should().BeLessThanOrEqualTo(120);

        var (printed, folder) = await RunAsync("readme", program);

        printed.Should().Contain("a1: Planned").And.Contain("a2: Covered").And.Contain("DuplicateOf a1").And.Contain("Accepted = 1");
        Directory.GetFiles(Path.Combine(folder, "out", "mail"), "*.eml").Should()
            .ContainSingle("two accounts of one person receive one mail");
    }

    [Fact]
    public async Task The_program_about_gates_compiles_and_runs_from_the_packages()
    {
        var (printed, _) = await RunAsync("gates", ProgramOf("docs/gates.md"));

        printed.Should().Contain("a1: Planned").And.Contain("a2: Suppressed acme.open-complaint");
    }

    [Fact]
    public async Task The_program_about_hooks_compiles_from_the_packages()
    {
        var folder = await ProjectAsync("hooks", ProgramOf("docs/hooks.md"), "Microsoft.NET.Sdk.Web",
            [.. new[] { "AspNetCore", "Kannel", "Sqlite" }.Select(p => $"Notify.Sdk.{p} {packages.Version}")]);
        var build = () => Dotnet.RunAsync(folder, "build");
        await build.Should().NotThrowAsync();
    }

    private async Task<(string Printed, string Folder)> RunAsync(string name, string program)
    {
        var folder = await ProjectAsync(name, program, "Microsoft.NET.Sdk", $"Notify.Sdk.Email {packages.Version}",
            $"{Extensions}DependencyInjection 10.0.14");
        return (await Dotnet.RunAsync(folder, "run"), folder);
    }

    /// <summary>A project of a program that knows nothing but packages.</summary>
    private async Task<string> ProjectAsync(string name, string program, string sdk, params string[] references)
    {
        var folder = packages.NewProject(name);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), program);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RestorePackagesPath>{Path.Combine(packages.Folder, "cache")}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(references.Select(r => r.Split(' ')).Select(r => $"<PackageReference Include=\"{r[0]}\" Version=\"{r[1]}\" />"))}
              </ItemGroup>
            </Project>
            """);
        return folder;
    }

    /// <summary>The first program of a page.</summary>
    private static string ProgramOf(string page)
    {
        var readme = Repository.File(page);
        const string fence = "```csharp\n";
        var start = readme.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
