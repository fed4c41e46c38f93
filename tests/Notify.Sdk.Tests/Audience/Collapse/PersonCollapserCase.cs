using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>A few accounts, and who is one person of them.</summary>
public abstract class PersonCollapserCase
{
    private protected const string Home = "home@example.com";
    private protected const string Parallelism = "work@example.org";
    private protected const string Landline = "+12025550100";
    private protected const string Mobile = "+12025550101";

    private protected AudienceOptions Options { get; } = new();

    private protected (IReadOnlyList<Person> People, IReadOnlyList<MergeRefusal> Refusals) Collapse(params Account[] accounts) =>
        new PersonCollapser(Options, TokenNameMatcher.Instance).Collapse(accounts);

    private protected string People(params Account[] accounts) => Collapse(accounts).People.Partition();
}
