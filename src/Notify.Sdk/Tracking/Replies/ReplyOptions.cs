using System.ComponentModel.DataAnnotations;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Tracking;

/// <summary>How far an opt-out without further words reaches.</summary>
public enum OptOutReach : byte
{
    /// <summary>Everything at that address. The default: nobody has to guess, and US law asks for it after many messages.</summary>
    Everything,

    /// <summary>
    /// After a marketing message all marketing; after any other, or when it is not known what was answered, everything
    /// (FCC 24-24).
    /// </summary>
    Class,

    /// <summary>The topic of the message that was answered; everything when that is not known.</summary>
    Topic,
}

/// <summary>The answers that the library gives.</summary>
public enum ReplyAnswer : byte
{
    /// <summary>Confirms an opt-out of everything. Must say that no more messages will come.</summary>
    Stopped,

    /// <summary>Confirms an opt-out of a topic; <c>{{topic}}</c> is its name.</summary>
    StoppedTopic,

    /// <summary>Confirms an opt-out of all marketing.</summary>
    StoppedMarketing,

    /// <summary>Confirms an opt-out of everything over the channel that the person wrote on.</summary>
    StoppedChannel,

    /// <summary>Confirms that messages come again.</summary>
    Started,

    /// <summary>Says who writes, how to get help and how to stop.</summary>
    Help,

    /// <summary>Asks what was meant.</summary>
    Unclear,
}

/// <summary>How answers of people are read and answered.</summary>
public sealed class ReplyOptions
{
    /// <summary>The sender that people know; every answer names it. Required, 1 to 60 characters.</summary>
    [Required, StringLength(60, MinimumLength = 1)]
    public string Brand { get; set; } = "";

    /// <summary>Where to get help: a phone number or a mailbox, named in the answer to HELP. Required, 1 to 80 characters.</summary>
    [Required, StringLength(80, MinimumLength = 1)]
    public string Support { get; set; } = "";

    /// <summary>How far an opt-out without further words reaches. Default <see cref="OptOutReach.Everything"/>.</summary>
    public OptOutReach Reach { get; set; } = OptOutReach.Everything;

    /// <summary>
    /// Language of the answers when neither the person's nor that of their word is known or has a text. Default <c>en</c>.
    /// </summary>
    [Required]
    public string DefaultLanguage { get; set; } = "en";

    /// <summary>
    /// How soon somebody should look at what only people can answer (<see cref="IUnansweredReply"/>); where the topic has
    /// <see cref="AnswerHours"/>, only these count. More than zero. Default four hours.
    /// </summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Further words; the name of every topic is added by itself.</summary>
    public OptOutParserOptions Words { get; } = new();

    /// <summary>Texts of your own, by answer and language. No advertising: they pass opt-outs because they are none.</summary>
    /// <remarks>
    /// A text is plain; <c>{{brand}}</c>, <c>{{support}}</c> and, for <see cref="ReplyAnswer.StoppedTopic"/>, <c>{{topic}}</c> are
    /// filled in.
    /// </remarks>
    public IDictionary<(ReplyAnswer Answer, string Language), string> Texts { get; } = new Dictionary<(ReplyAnswer, string), string>();
}
