using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Email.Tests;

public class PickupDirectoryOptionsTests
{
    [Fact]
    public void Complete_options_are_valid() => Failures(_ => { }).Should().BeEmpty();

    [Fact]
    public void Everything_that_is_missing_is_named_at_once()
    {
        var failures = Failures(o => (o.Directory, o.From) = ("", ""));
        failures.Should().HaveCount(2);
        failures[0].Should().Contain("Directory").And.Contain("expected").And.Contain("it is empty").And.Contain("Set it");
        failures[1].Should().Contain("From").And.Contain("it is empty");
    }

    [Theory]
    [InlineData("news", "has no '@'")]
    [InlineData("Shop <news@shop.example>", "not allowed")]
    [InlineData("ne ws@shop.example", "not allowed")]
    [InlineData("news@shop..example", "two in a row")]
    [InlineData("news@[192.0.2.1]", "IP address")]
    [InlineData("news@shop.example\r\nBcc: evil@example.org", "control")]
    public void A_malformed_sender_is_explained_without_being_repeated(string from, string why) =>
        Failures(o => o.From = from).Should().ContainSingle().Which.Should().Contain("PickupDirectoryOptions.From").And.Contain(why)
            .And.NotContain("evil").And.NotContain("shop");

    [Fact]
    public void A_malformed_reply_address_is_explained() =>
        Failures(o => o.ReplyTo = "help").Should().ContainSingle().Which.Should().Contain("ReplyTo");

    [Fact]
    public void A_sender_name_of_two_lines_is_explained() =>
        Failures(o => o.FromName = "a\nb").Should().ContainSingle().Which.Should().Contain("FromName");

    [Fact]
    public void A_directory_that_is_a_file_is_explained()
    {
        var file = Path.GetTempFileName();
        try
        {
            Failures(o => o.Directory = file).Should().ContainSingle().Which.Should().Contain("a file is there");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_transport_is_not_made_of_invalid_options() =>
        FluentActions.Invoking(() => new PickupDirectoryTransport(Options.Create(new PickupDirectoryOptions()))).Should()
            .Throw<OptionsValidationException>();

    [Fact]
    public void AddPickupDirectory_registers_the_email_transport()
    {
        using var services = Services(o => (o.Directory, o.From) = ("mail", "news@shop.example"));
        var transport = services.GetServices<ITransport>().Should().ContainSingle().Subject;
        transport.Name.Should().Be("pickup");
        transport.Channel.Should().Be(DeliveryChannel.Email);
    }

    [Fact]
    public void A_mistake_in_the_options_stops_the_start()
    {
        using var services = Services(o => o.From = "nobody");
        FluentActions.Invoking(() => services.GetRequiredService<IStartupValidator>().Validate()).Should()
            .Throw<OptionsValidationException>().WithMessage("*From*no '@'*");
    }

    // NotifyBuilder is made by AddNotify of the core only.
    private static ServiceProvider Services(Action<PickupDirectoryOptions> configure)
    {
        var services = new ServiceCollection();
        var builder = (NotifyBuilder)Activator.CreateInstance(
            typeof(NotifyBuilder), BindingFlags.Instance | BindingFlags.NonPublic, null, [services], null)!;
        builder.AddPickupDirectory(configure).Should().BeSameAs(builder);
        return services.BuildServiceProvider();
    }

    private static string[] Failures(Action<PickupDirectoryOptions> configure)
    {
        var options = new PickupDirectoryOptions { Directory = "mail", From = "news@shop.example" };
        configure(options);
        return [.. new PickupDirectoryOptionsValidator().Validate(null, options).Failures ?? []];
    }
}
