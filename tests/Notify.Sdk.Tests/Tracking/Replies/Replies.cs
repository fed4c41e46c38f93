using NodaTime;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

/// <summary>A scenario in which people write back.</summary>
internal static class Replies
{
    public static Scenario Scenario(Action<ReplyOptions>? configure = null, Action<NotifyBuilder>? more = null, Instant? at = null) =>
        new(b =>
    {
        b.AddReplies(o =>
        {
            o.Brand = "Example Shop";
            o.Support = "help@shop.example";
            configure?.Invoke(o);
        });
        more?.Invoke(b);
    }, at);

    public static InboundReply Text(this Scenario scenario, string text, string id = "m1", string from = People.NewYorkPhone) => new()
    {
        Provider = "fake-sms",
        MessageId = id,
        Channel = DeliveryChannel.Sms,
        From = from,
        Text = text,
        ReceivedAt = scenario.Time.Now,
    };

    public static Task<InboundOutcome> ReceiveAsync(this Scenario scenario, InboundReply reply) =>
        scenario.Get<IInboundProcessor>().ReceiveAsync(reply);

    public static Task<InboundOutcome> ReceiveAsync(this Scenario scenario, string text, string id = "m1") =>
        scenario.ReceiveAsync(scenario.Text(text, id));

    /// <summary>The answers that left by text message, as words.</summary>
    public static IEnumerable<string> Answers(this Scenario scenario) =>
        scenario.Texts.Calls.Where(m => m.Class == MessageClass.Answer).Select(m => m.Content.Text);

    public static Contact Mobile(string id = "ana") => People.Contact(id).Named("Ana Example").Phone(People.NewYorkPhone);
}
