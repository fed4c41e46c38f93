using NodaTime;

namespace Notify.Sdk;

/// <summary>Builds a <see cref="Topic"/> step by step; <c>AddTopic</c> checks the result when the application starts.</summary>
public sealed class TopicBuilder
{
    private readonly List<TopicTemplate> _templates = [];
    private readonly Dictionary<string, Duration> _maximumAge = [];
    private readonly Dictionary<string, string> _neutralNames = new() { ["*"] = "customer" };
    private readonly Dictionary<string, string> _senderIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _closings = new(StringComparer.Ordinal);
    private Topic _topic;
    private bool _hasChannels;

    /// <summary>Starts a marketing topic, the strictest class.</summary>
    /// <param name="name">1 to 100 characters of <c>a-z 0-9 - . _</c>.</param>
    public TopicBuilder(string name) => _topic = new() { Name = name };

    /// <summary>Advertising: needs consent. The default.</summary>
    public TopicBuilder Marketing() => Set(_topic with { Class = MessageClass.Marketing });

    /// <summary>About something the person has or ordered: needs no opt-in, honours opt-outs.</summary>
    public TopicBuilder Transactional() => Set(_topic with { Class = MessageClass.Transactional });

    /// <summary>
    /// Life and safety: passes windows, caps and opt-outs. What is in doubt is not sent again, unless the topic also says
    /// <c>OnUnknown(UnknownOutcomePolicy.ResendOnUnknown)</c>.
    /// </summary>
    /// <param name="policy">Who may declare one, how many people it reaches unconfirmed, and for how long.</param>
    public TopicBuilder Emergency(EmergencyPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Set(_topic with { Class = MessageClass.Emergency, EmergencyPolicy = policy });
    }

    /// <summary>Who goes first where frequency caps leave too little room.</summary>
    public TopicBuilder Priority(TopicPriority priority) => Set(_topic with { Priority = priority });

    /// <summary>What the messages are for; see <see cref="TopicPurpose"/>.</summary>
    public TopicBuilder For(TopicPurpose purpose) => Set(_topic with { Purpose = purpose });

    /// <summary>A human being speaks in the voice calls; without this they count as automated.</summary>
    public TopicBuilder LiveVoice() => Set(_topic with { LiveVoice = true });

    /// <summary>The channels, best first. Without this, those that have words, in the order in which the words were given.</summary>
    public TopicBuilder Over(params DeliveryChannel[] channels)
    {
        _hasChannels = true;
        return Set(_topic with { Channels = [.. channels] });
    }

    /// <summary>The sender that people know.</summary>
    public TopicBuilder From(string brand) => Set(_topic with { Brand = brand });

    /// <summary>
    /// The transports that are asked first, by the names under which they were registered; see <see cref="Topic.Transports"/>.
    /// </summary>
    public TopicBuilder Via(params string[] transports) => Set(_topic with { Transports = [.. transports] });

    /// <summary>The sender id of text messages to a country, for example <c>SenderId("AE", "AD-EXAMPLE")</c>.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="senderId">As it was registered there.</param>
    /// <exception cref="ArgumentException">No country, or an empty id.</exception>
    public TopicBuilder SenderId(string country, string senderId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(senderId);
        _senderIds[Audience.CountryCodes.Checked([country])[0]] = senderId;
        return this;
    }

    /// <summary>
    /// What advertising ends with where the law of a country asks for it, for example <c>Closing("KR", "무료수신거부 080-000-0000")</c>. It
    /// is put there unless the words say it already.
    /// </summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="words">Your words, in the language of the place.</param>
    /// <exception cref="ArgumentException">No country, or no words.</exception>
    public TopicBuilder Closing(string country, string words)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(words);
        _closings[Audience.CountryCodes.Checked([country])[0]] = words.Trim();
        return this;
    }

    /// <summary>The content is about one person: two people at one address both receive theirs.</summary>
    public TopicBuilder Personal() => Set(_topic with { Content = TopicContent.Personal });

    /// <summary>
    /// Its messages invite a call or a reply, so they wait while nobody is there to answer, and for their turn where only so many can be
    /// looked after. Emergencies do not wait.
    /// </summary>
    public TopicBuilder AnsweredAt(AnswerHours hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return Set(_topic with { Answered = hours });
    }

    /// <summary>How long a message makes sense after the first instant at which it may leave.</summary>
    public TopicBuilder ExpiresAfter(Duration lifetime) => Set(_topic with { Lifetime = lifetime });

    /// <summary>What to do when it is unknown whether a message was taken.</summary>
    public TopicBuilder OnUnknown(UnknownOutcomePolicy policy) => Set(_topic with { OnUnknown = policy });

    /// <summary>
    /// The language to fall back to, and when: <see cref="LanguageFallback.DefaultLanguage"/> sends advertising in it too.
    /// </summary>
    public TopicBuilder Languages(string @default, LanguageFallback fallback = LanguageFallback.ByClass) =>
        Set(_topic with { DefaultLanguage = @default, LanguageFallback = fallback });

    /// <summary>How old an attribute's value may be when a template uses it.</summary>
    public TopicBuilder RequireFresh(string attribute, Duration maximumAge)
    {
        _maximumAge[attribute] = maximumAge;
        return this;
    }

    /// <summary>The word for a recipient without a name of their own, by language; <c>*</c> for all others.</summary>
    public TopicBuilder NeutralName(string language, string name)
    {
        _neutralNames[language] = name;
        return this;
    }

    /// <summary>The words of an email.</summary>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="subject">Subject, Handlebars.</param>
    /// <param name="text">Text body, Handlebars.</param>
    /// <param name="html">HTML body, Handlebars, values are escaped; null sends text only.</param>
    public TopicBuilder Email(string language, string subject, string text, string? html = null) =>
        Template(new(DeliveryChannel.Email, language, text, subject, html));

    /// <summary>The words of an email in HTML alone; its plain text is derived from it (<see cref="Rendering.HtmlText"/>).</summary>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="subject">Subject, Handlebars.</param>
    /// <param name="html">HTML body, Handlebars, values are escaped.</param>
    public TopicBuilder HtmlEmail(string language, string subject, string html) =>
        Template(new(DeliveryChannel.Email, language, "", subject, html));

    /// <summary>Adds a file or an inline image to every email of this topic; by a key also one of each person's own.</summary>
    public TopicBuilder Attach(Attachment attachment)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        return Set(_topic with { Attachments = [.. _topic.Attachments, attachment] });
    }

    /// <summary>The words of a text message.</summary>
    public TopicBuilder Sms(string language, string text) => Template(new(DeliveryChannel.Sms, language, text));

    /// <summary>The words of a voice call.</summary>
    public TopicBuilder Voice(string language, string text) => Template(new(DeliveryChannel.Voice, language, text));

    /// <summary>The words of a message over any channel, for example <see cref="DeliveryChannel.WhatsApp"/> or one of your own.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="text">The words.</param>
    /// <param name="subject">The subject line or title, where the channel has one (<see cref="DeliveryChannel.HasSubject"/>).</param>
    /// <param name="link">What a tap opens, where the channel has that; see <see cref="TopicTemplate.Link"/>.</param>
    /// <param name="buttons">The buttons, as many as the channel has (<see cref="DeliveryChannel.MaxButtons"/>).</param>
    public TopicBuilder Text(
        DeliveryChannel channel, string language, string text, string? subject = null, string? link = null,
            params MessageButton[] buttons) =>
        Template(new(channel, language, text, subject) { Link = link, Buttons = [.. buttons] });

    /// <summary>The words of a notification on a device and in a browser (<see cref="DeliveryChannel.Push"/>, WebPush).</summary>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="title">Title, Handlebars.</param>
    /// <param name="text">Body, Handlebars.</param>
    /// <param name="link">What a tap opens; see <see cref="TopicTemplate.Link"/>.</param>
    /// <param name="buttons">At most 2, as many as browsers show.</param>
    public TopicBuilder Push(string language, string title, string text, string? link = null, params MessageButton[] buttons) =>
        Text(DeliveryChannel.Push, language, text, title, link, buttons)
            .Text(DeliveryChannel.WebPush, language, text, title, link, buttons);

    /// <summary>The words of a message over WhatsApp that begins a conversation: a template that was approved.</summary>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="template">The template at the provider, with its values.</param>
    /// <param name="text">What the person reads, with the same values.</param>
    public TopicBuilder WhatsApp(string language, ProviderTemplate template, string text) =>
        Template(new(DeliveryChannel.WhatsApp, language, text) { ProviderTemplate = template });

    /// <summary>Adds words.</summary>
    public TopicBuilder Template(TopicTemplate template)
    {
        _templates.Add(template);
        return this;
    }

    /// <summary>
    /// Words for those whose data are older than <see cref="RequireFresh"/> accepts: the same news without the value. Without
    /// them, nothing is sent then.
    /// </summary>
    public TopicBuilder WhenStale(TopicTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return Template(template with { IsImpersonal = true });
    }

    /// <summary>The topic as it stands. Its contradictions are reported when the application starts.</summary>
    public Topic Build() => _topic with
    {
        Channels = _hasChannels || _templates.Count == 0 ? _topic.Channels : [.. _templates.Select(t => t.Channel).Distinct()],
        Templates = [.. _templates],
        SenderIds = new Dictionary<string, string>(_senderIds),
        Closings = new Dictionary<string, string>(_closings),
        MaximumAge = new Dictionary<string, Duration>(_maximumAge),
        NeutralNames = new Dictionary<string, string>(_neutralNames, StringComparer.OrdinalIgnoreCase),
    };

    private TopicBuilder Set(Topic topic)
    {
        _topic = topic;
        return this;
    }
}
