using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

public sealed class ConsentScopeTests
{
    private static readonly Topic[] Topics =
    [
        new() { Name = "offer", Class = MessageClass.Marketing },
        new() { Name = "news", Class = MessageClass.Marketing },
        new() { Name = "bill", Class = MessageClass.Transactional },
    ];

    private static readonly ConsentScope[] Scopes = [ConsentScope.Everything, ConsentScope.AllMarketing,
        .. Topics.Select(t => ConsentScope.Of(t.Name))];

    [Fact]
    public void A_scope_is_read_as_it_is_written_and_two_of_the_same_are_equal()
    {
        foreach (var scope in Scopes)
            ConsentScope.Parse(scope.ToString()).Should().Be(scope);
        foreach (var wrong in (string[])["", "topic:", "Everything", "offer"])
            FluentActions.Invoking(() => ConsentScope.Parse(wrong)).Should().Throw<FormatException>();
        FluentActions.Invoking(() => ConsentScope.Of(" ")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Each_scope_covers_what_it_says()
    {
        Covered(ConsentScope.Everything).Should().Equal("offer", "news", "bill");
        Covered(ConsentScope.AllMarketing).Should().Equal("offer", "news");
        Covered(ConsentScope.Of("bill")).Should().Equal("bill");
    }

    /// <summary>
    /// Random lives of one address against the rule in plain words: what was said last about the topic, where a wide yes does not
    /// lift a narrower no.
    /// </summary>
    [Fact]
    public void What_stands_is_what_the_plain_rule_says()
    {
        Random random = new(11);
        for (var round = 0; round < 3_000; round++)
        {
            List<ConsentRecord> life = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => new ConsentRecord
            {
                Id = $"r-{i}",
                Address = Scenario.Mailbox("bo@example.com"),
                Scope = Scopes[random.Next(Scopes.Length)],
                Status = random.Next(2) == 0 ? ConsentStatus.Granted : ConsentStatus.Withdrawn,
                OccurredAt = Scenario.Monday + Duration.FromHours(i),
            })];
            foreach (var topic in Topics)
            {
                var stands = Enum.GetValues<ConsentBreadth>()
                    .Where(b => ConsentStanding.Stop(life, topic, DeliveryChannel.Email, b) is not null);
                stands.Should().Equal(Enum.GetValues<ConsentBreadth>().Where(b => StandsByThePlainRule(life, topic, b)), "{0} for {1}",
                    string.Join(", ", life), topic.Name);
            }
        }
    }

    private static bool StandsByThePlainRule(List<ConsentRecord> life, Topic topic, ConsentBreadth breadth) => life.Exists(no =>
        no.Status == ConsentStatus.Withdrawn && no.Scope.Breadth == breadth && Covered(no.Scope).Contains(topic.Name)
        && !life.Exists(yes => yes.Status == ConsentStatus.Granted && yes.OccurredAt > no.OccurredAt
            && Covered(yes.Scope).Contains(topic.Name) && Covered(yes.Scope).All(t => Covered(no.Scope).Contains(t))));

    private static IEnumerable<string> Covered(ConsentScope scope) => Topics.Where(scope.Covers).Select(t => t.Name);
}
