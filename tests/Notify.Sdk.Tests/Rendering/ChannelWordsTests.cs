using NodaTime;
using Notify.Sdk.Rendering;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Rendering;

/// <summary>
/// Title, link, buttons and templates at the provider: made for the person, refused while planning where they are not fit.
/// </summary>
public sealed class ChannelWordsTests
{
    private const string Endpoint = "https://push.example.com/one";

    private static readonly Contact Bo = People.Contact("bo").Named("Bo Example") with
    {
        Addresses = [new(AddressKind.InApp, "bo-in-app"), new(AddressKind.WhatsApp, "+12125550123")],
    };

    private sealed class World : IDisposable
    {
        public World(DeliveryChannel channel, Action<TopicBuilder> words, Instant? at = null, bool law = false)
        {
            Sent = new(channel);
            void Configure(NotifyBuilder b) => b.AddTransport(_ => Sent).AddTopic("words", t =>
            {
                t.Transactional().Over(channel);
                words(t);
            });
            Scenario = law ? Scenario.UnderLaw(Configure, at) : new(Configure, at);
        }

        public Scenario Scenario { get; }

        public RecordingTransport Sent { get; }

        public async Task<RenderedMessage> MessageAsync(Contact? contact = null, params (string Name, object? Value)[] data)
        {
            var report = await Scenario.SendAsync(News(data), contact ?? Bo);
            report.Planned.Should().Be(1, report.Text());
            await Scenario.DispatchAsync();
            return Sent.Calls.Single().Content;
        }

        public async Task<Reason> RefusedAsync(params (string Name, object? Value)[] data)
        {
            var outcome = (await Scenario.SendAsync(News(data), Bo)).Of("bo");
            outcome.Kind.Should().Be(OutcomeKind.Suppressed);
            return outcome.Reasons.Single();
        }

        public void Dispose() => Scenario.Dispose();

        private static Notification News((string Name, object? Value)[] data) =>
            new("words", "words/1") { Data = data.ToDictionary(d => d.Name, d => d.Value) };
    }

    private static World InApp(string? link = null, params MessageButton[] buttons) =>
        new(DeliveryChannel.InApp, t => t.Text(DeliveryChannel.InApp, "en", "Your parcel is here.", link: link, buttons: buttons));

    private static World Approved(params string[] variables) => new(DeliveryChannel.WhatsApp, t =>
        t.WhatsApp("en", new ProviderTemplate("parcel_here", variables) { Language = "en_US" }, "Your parcel {{number}} is here."));

    [Fact]
    public async Task A_title_a_body_a_link_and_buttons_come_to_the_transport()
    {
        using World world = new(DeliveryChannel.WebPush, t => t.Push("en", "Parcel {{number}}", "It is here.",
            "https://shop.example.com/parcels/{{number}}", MessageButton.Open("Map of {{number}}", "https://map.example.com/?q={{number}}"),
            MessageButton.Reply("Not now", "2")).Over(DeliveryChannel.WebPush));
        var browser = People.Contact("bo") with { Addresses = [new(AddressKind.WebPush, Endpoint)] };
        var message = await world.MessageAsync(browser, ("number", "17"));
        (message.Subject, message.Text, message.Link).Should().Be(("Parcel 17", "It is here.", "https://shop.example.com/parcels/17"));
        message.Buttons.Select(b => (b.Text, b.Link, b.Answer)).Should().Equal(
            ("Map of 17", "https://map.example.com/?q=17", null), ("Not now", null, "2"));
    }

    [Theory]
    [InlineData("a b/c?d=e&f#g", "a%20b%2Fc%3Fd%3De%26f%23g")]
    [InlineData("../../admin", "..%2F..%2Fadmin")]
    [InlineData("ä", "%C3%A4")]
    public async Task A_value_in_a_link_changes_nothing_but_its_own_place(string value, string encoded)
    {
        using var world = InApp("https://shop.example.com/parcels/{{number}}?from=app");
        (await world.MessageAsync(data: ("number", value))).Link.Should().Be($"https://shop.example.com/parcels/{encoded}?from=app");
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_value_that_is_a_step_up_is_refused(string value)
    {
        using var world = InApp("https://shop.example.com/parcels/{{number}}/cancel");
        (await world.RefusedAsync(("number", value))).Code.Should().Be(ReasonCodes.UnsafeValue);
    }

    [Fact]
    public async Task A_link_may_be_one_value_that_is_an_https_address()
    {
        using var world = InApp("{{link}}");
        (await world.MessageAsync(data: ("link", "https://shop.example.com/p?a=b&c=d"))).Link.Should()
            .Be("https://shop.example.com/p?a=b&c=d");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://shop.example.com/")]
    [InlineData("shop.example.com")]
    [InlineData("/parcels/1")]
    [InlineData("https://user:word@shop.example.com/")]
    [InlineData("https://shop.example.com/ a")]
    [InlineData("myapp://parcels/1")]
    public async Task A_value_that_is_no_https_address_is_refused_while_planning_and_not_quoted(string value)
    {
        using var world = InApp("{{link}}");
        var reason = await world.RefusedAsync(("link", value));
        reason.Code.Should().Be(ReasonCodes.UnsafeValue);
        reason.Detail.Should().Contain("the link").And.NotContain(value);
    }

    [Theory]
    [InlineData("https://shop.example.com/p")]
    [InlineData("https://shop.example.com")]
    [InlineData("https://shop.example.com:8443?p={{number}}")]
    [InlineData("tel:+12125550123")]
    [InlineData("mailto:shop@example.com?subject={{number}}")]
    [InlineData("myapp://parcels/{{number}}")]
    public async Task Schemes_that_are_written_out_go(string link)
    {
        using var world = InApp(link);
        (await world.MessageAsync(data: ("number", 1))).Link.Should().Be(link.Replace("{{number}}", "1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://shop.example.com/")]
    [InlineData("javascript:go({{number}})")]
    [InlineData("{{base}}/parcels")]
    [InlineData("https://{{host}}/parcels")]
    [InlineData("https://shop.example.com.{{host}}/parcels")]
    [InlineData("https://user@shop.example.com/")]
    [InlineData("parcels/1")]
    [InlineData("")]
    [InlineData("{{#if a}}https://a.example.com/{{/if}}")]
    public void A_link_that_could_lead_anywhere_is_an_error_at_start(string link)
    {
        var start = () =>
        {
            using var world = InApp(link);
            world.Scenario.Get<INotifier>();
        };
        start.Should().Throw<NotifyException>().WithMessage("Topic 'words', in-app template 'en', link: *");
    }

    [Fact]
    public async Task A_variable_of_a_link_that_has_no_value_is_named()
    {
        using var world = InApp("https://shop.example.com/parcels/{{number}}", MessageButton.Open("{{what}}", "{{where}}"));
        var reason = await world.RefusedAsync();
        reason.Code.Should().Be(ReasonCodes.MissingVariable);
        reason.Detail.Should().Contain("'number'").And.Contain("'what'").And.Contain("'where'");
    }

    [Theory]
    [InlineData("More than twenty-five marks")]
    [InlineData("two\nlines")]
    [InlineData(" ")]
    public async Task A_button_is_one_short_line(string value)
    {
        using var world = InApp(null, MessageButton.Reply("{{label}}", "1"));
        var reason = await world.RefusedAsync(("label", value));
        (reason.Code, reason.Detail.Contains("button 1 is not one line of 1 to 25 characters", StringComparison.Ordinal))
            .Should().Be((ReasonCodes.UnsafeValue, true));
    }

    [Fact]
    public void What_a_channel_does_not_have_is_an_error_at_start()
    {
        Refused(DeliveryChannel.Sms, t => t.Text(DeliveryChannel.Sms, "en", "Here.", link: "https://shop.example.com/"))
            .WithMessage("*sms template 'en' has a link, and sms opens none*");
        Refused(DeliveryChannel.WebPush, t => t.Text(DeliveryChannel.WebPush, "en", "Here.", "Parcel", null,
            MessageButton.Reply("A", "1"), MessageButton.Reply("B", "2"), MessageButton.Reply("C", "3")))
            .WithMessage("*has 3 buttons, and web-push has 2*");
        Refused(DeliveryChannel.InApp, t => t.Text(DeliveryChannel.InApp, "en", "Here.", null, null,
            MessageButton.Reply("A", "ok"), MessageButton.Reply("B", "OK"))).WithMessage("*two buttons with the same answer*");
        Refused(DeliveryChannel.Telegram, t => t.Template(new(DeliveryChannel.Telegram, "en", "Here.") { ProviderTemplate = new("a", []) }))
            .WithMessage("*names a template at the provider, and telegram has none*");
        Refused(DeliveryChannel.WhatsApp, t => t.WhatsApp("en", new("", []), "Here.")).WithMessage("*by 1 to 512 characters; these are 0*");

        static FluentAssertions.Specialized.ExceptionAssertions<NotifyException> Refused(
            DeliveryChannel channel, Action<TopicBuilder> words)
        {
            var start = () =>
            {
                using World world = new(channel, words);
                world.Scenario.Get<INotifier>();
            };
            return start.Should().Throw<NotifyException>();
        }
    }

    [Fact]
    public void A_button_that_answers_needs_an_answer_of_bounded_length()
    {
        var empty = () => MessageButton.Reply("Yes", " ");
        var endless = () => MessageButton.Reply("Yes", new string('1', 257));
        empty.Should().Throw<ArgumentException>();
        endless.Should().Throw<ArgumentException>();
        $"{MessageButton.Reply("secret", "1")} {MessageButton.Open("secret", "https://secret.example.com")}".Should().NotContain("secret");
    }

    [Fact]
    public async Task A_template_at_the_provider_has_its_values_in_order()
    {
        using var world = Approved("{{recipient.name}}", "{{number}}", "{{#if late}}late{{else}}on time{{/if}}");
        var message = await world.MessageAsync(data: [("number", 17), ("late", false)]);
        message.Text.Should().Be("Your parcel 17 is here.");
        (message.ProviderTemplate!.Name, message.ProviderTemplate.Language).Should().Be(("parcel_here", "en_US"));
        message.ProviderTemplate.Variables.Should().Equal("Bo Example", "17", "on time");
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("a\ttab")]
    [InlineData("five     spaces")]
    [InlineData("  ")]
    public async Task A_value_that_the_provider_would_refuse_is_refused_while_planning(string value)
    {
        using var world = Approved("{{word}}");
        var reason = await world.RefusedAsync(("word", value), ("number", 1));
        (reason.Code, reason.Detail.Contains("variable 1", StringComparison.Ordinal)).Should().Be((ReasonCodes.UnsafeValue, true));
    }

    [Fact]
    public async Task Four_spaces_and_every_other_letter_go()
    {
        using var world = Approved("{{word}}");
        (await world.MessageAsync(data: [("word", "a    ü 😀 b"), ("number", 1)])).ProviderTemplate!.Variables.Should().Equal("a    ü 😀 b");
    }

    [Theory]
    [InlineData("(광고) Cheap. 무료수신거부 080-000-0000", true)]
    [InlineData("(광고) Cheap.", false)]
    [InlineData("Cheap. 무료수신거부 080-000-0000", false)]
    public async Task What_the_law_asks_for_must_stand_in_a_template_at_the_provider(string text, bool goes)
    {
        // A Wednesday, 12:00 in Seoul.
        using World world = new(DeliveryChannel.WhatsApp, t => t.Marketing().WhatsApp("en", new("sale", []), text)
            .Closing("KR", "무료수신거부 080-000-0000").ExpiresAfter(Duration.FromDays(2)), Instant.FromUtc(2026, 3, 4, 3, 0), law: true);
        var contact = People.Contact("bo") with { Country = "KR", Addresses = [new(AddressKind.WhatsApp, "+82212345678")] };
        await world.Scenario.ConsentAsync(Scenario.Number("+82212345678"), "words");
        var outcome = (await world.Scenario.SendAsync("words", contact)).Of("bo");
        if (goes)
            outcome.Codes().Should().NotContain(ReasonCodes.NotInProviderTemplate);
        else
            outcome.Codes().Should().Contain(ReasonCodes.NotInProviderTemplate);
    }

    [Fact]
    public async Task A_preview_says_how_many_segments_texts_have_and_a_send_does_not()
    {
        using Scenario scenario = new(b => b.AddTopic("words", t => t.Transactional().Over(DeliveryChannel.Sms, DeliveryChannel.Email)
            .Sms("en", "{{attributes.text}}").Email("en", "News", "News.")));
        var people = new[] { ("bo", new string('x', 161), "+12125550123"), ("cy", "short", "+12125550124"), ("di", "ж", "+12125550125") }
            .Select(p => People.Contact(p.Item1).Phone(p.Item3) with
            {
                Attributes = new Dictionary<string, ContactAttribute> { ["text"] = new(p.Item2) },
            }).Append(People.Contact("ed").Email("ed@example.com")).ToArray();
        Notification news = new("words", "words/1");
        var preview = await scenario.Notifier.PreviewAsync(news, people.ToAsyncEnumerable());
        preview.Outcomes.Select(o => (o.Account.Id, o.Segments)).Should().Equal(("bo", 2), ("cy", 1), ("di", 1), ("ed", null));
        preview.Segments.Should().Be(4);
        preview.ToString().Should().EndWith("; 4 segments of text messages");
        var report = await scenario.SendAsync(news, people);
        (report.Segments, report.Outcomes.Count(o => o.Segments is not null)).Should().Be((0, 0));
    }

    [Fact]
    public void The_linter_reads_buttons()
    {
        TopicBuilder topic = new("sale");
        topic.Marketing().From("Shop").Text(DeliveryChannel.WhatsApp, "en", "Shop: cheap paper.", null, null,
            MessageButton.Reply("No more messages", "STOP"), MessageButton.Reply("Confirm my visit", "YES"));
        var found = TemplateLinter.Check(topic.Build());
        found.Select(f => (f.Code, f.Part)).Should().Equal((LintCodes.ReservedWord, "button 2"));
        TopicBuilder bill = new("bill");
        bill.Transactional().Text(DeliveryChannel.InApp, "en", "Your bill.", null, null,
            MessageButton.Open("Shop now", "https://shop.example.com/"));
        TemplateLinter.Check(bill.Build()).Select(f => (f.Code, f.Part)).Should().Equal((LintCodes.MarketingWords, "button 1"));
    }
}
