using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notify.Sdk.Sending;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>What is wrong with transports is said when the host starts, all at once and by name.</summary>
public sealed class TransportsAtStartTests
{
    private static async Task<string> FaultsAsync(Action<NotifyBuilder> configure)
    {
        using Scenario scenario = new(b =>
        {
            b.Services.RemoveTransports();
            foreach (var topic in b.Services.Where(s => s.ServiceType == typeof(Topic)).ToList())
                b.Services.Remove(topic);
            configure(b);
        });
        try
        {
            foreach (var check in scenario.Get<IEnumerable<IHostedService>>().OfType<TransportsOnStart>())
                await check.StartAsync(CancellationToken.None);
            return "";
        }
        catch (NotifyException fault)
        {
            return fault.Message;
        }
    }

    private static NotifyBuilder Mail(NotifyBuilder builder, params string[] brands) => builder.AddTransport("mail",
        _ => new RecordingTransport(DeliveryChannel.Email), brands.Length == 0 ? null : t => t.ForBrands(brands));

    private static TopicBuilder Both(TopicBuilder topic) => topic.Transactional().Email("en", "News", "News.").Sms("en", "News.");

    [Fact]
    public async Task A_channel_without_a_transport_a_brand_without_a_sender_and_a_wrong_name_are_said_together()
    {
        var faults = await FaultsAsync(b => Mail(b, "Acme")
            .AddTopic("both", t => Both(t).From("Acme").Via("mial"))
            .AddTopic("globex", t => t.Transactional().From("Globex").Email("en", "News", "News."))
            .AddScopedTransport<NeedsMuch>("needy", DeliveryChannel.Push));
        faults.Should().ContainAll("'both' goes via 'mial'", "name: mail.", "'both' goes over sms, but no transport serves sms",
            "'globex' goes over email, but no transport for email serves its brand 'Globex'", "'needy' cannot be made");
    }

    [Fact]
    public void Channels_and_transports_are_said_together()
    {
        using Scenario scenario = new(b =>
        {
            b.Services.RemoveTransports();
            Mail(b).AddTopic("pages", t => t.Transactional().Over(new DeliveryChannel("pager") { AddressKind = AddressKind.Phone }))
                .AddTopic("both", t => Both(t).Via("mial"));
        });
        scenario.Get<IStartupValidator>().Invoking(v => v.Validate()).Should().Throw<OptionsValidationException>()
            .Which.Failures.Should().Contain(f => f.Contains("Topic 'pages' names channel 'pager'"))
            .And.Contain(f => f.Contains("'both' goes via 'mial'")).And.Contain(f => f.Contains("no transport serves sms"));
    }

    [Fact]
    public async Task What_another_process_serves_is_no_fault() =>
        (await FaultsAsync(b => Mail(b, "Acme").ServedElsewhere(DeliveryChannel.Email, DeliveryChannel.Sms)
            .AddTopic("both", t => Both(t).Via("texts"))
            .AddTopic("globex", t => t.Transactional().From("Globex").Email("en", "News", "News.")))).Should().BeEmpty();

    [Fact]
    public async Task A_process_without_transports_only_plans() =>
        (await FaultsAsync(b => b.AddTopic("both", t => Both(t).Via("texts")))).Should().BeEmpty();

    [Fact]
    public async Task A_scoped_transport_for_another_channel_than_its_own_is_said() =>
        (await FaultsAsync(b => b.AddScopedTransport<Texts>("texts", DeliveryChannel.Email))).Should()
            .Contain("registered for channel 'email', but Texts serves 'sms'");

    [Fact]
    public async Task A_channel_elsewhere_that_nobody_registered_is_said() =>
        (await FaultsAsync(b => b.ServedElsewhere(new DeliveryChannel("pager") { AddressKind = AddressKind.Phone }))).Should()
            .Contain("ServedElsewhere names channel 'pager'");

    [Fact]
    public void The_channels_of_a_topic_are_those_that_have_words_unless_it_says_others()
    {
        Both(new("both")).Build().Channels.Should().Equal(DeliveryChannel.Email, DeliveryChannel.Sms);
        new TopicBuilder("texts").Sms("en", "News.").Sms("de", "Neues.").Build().Channels.Should().Equal(DeliveryChannel.Sms);
        Both(new("mail")).Over(DeliveryChannel.Email).Build().Channels.Should().Equal(DeliveryChannel.Email);
    }

    private sealed class NeedsMuch(Version version) : ITransport
    {
        public string Name => $"{version}";

        public DeliveryChannel Channel => DeliveryChannel.Push;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class Texts : ITransport
    {
        public string Name => "texts";

        public DeliveryChannel Channel => DeliveryChannel.Sms;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
