namespace Notify.Sdk.Permission;

/// <summary>What a word does in a reply. The names, in lower case, are the first column of the word files in <c>Data</c>.</summary>
[Flags]
internal enum ReplyRole : ulong
{
    /// <summary>Not in the lists of the language.</summary>
    None = 0,

    /// <summary>Ends something that goes on: stop, quit, enough.</summary>
    Stop = 1UL << 0,

    /// <summary>Leaves a list by itself: unsubscribe, opt out.</summary>
    Leave = 1UL << 1,

    /// <summary>As <see cref="Leave"/>, but business has the word too: sign off, get out.</summary>
    Depart = 1UL << 2,

    /// <summary>Takes something away: remove, delete, take off.</summary>
    Cut = 1UL << 3,

    /// <summary>Ends a contract: cancel, terminate.</summary>
    Cancel = 1UL << 4,

    /// <summary>Sends a thing: send, forward.</summary>
    Send = 1UL << 5,

    /// <summary>Sends to a person: text, write, call, bother.</summary>
    Write = 1UL << 6,

    /// <summary>A message or messages.</summary>
    Message = 1UL << 7,

    /// <summary>Advertising: a message that is marketing.</summary>
    Promo = 1UL << 8,

    /// <summary>A list, a file, a database of addresses.</summary>
    List = 1UL << 9,

    /// <summary>What stands for the person: number, name, address, data.</summary>
    Ident = 1UL << 10,

    /// <summary>The person: me, us.</summary>
    Me = 1UL << 11,

    /// <summary>The person as the subject: I, we.</summary>
    I = 1UL << 12,

    /// <summary>Not, no, never.</summary>
    Neg = 1UL << 13,

    /// <summary>Wants, wishes, needs.</summary>
    Want = 1UL << 14,

    /// <summary>Gets, receives, hears.</summary>
    Receive = 1UL << 15,

    /// <summary>More, any more, any longer, again with a negation.</summary>
    More = 1UL << 16,

    /// <summary>Says nothing here: articles, pronouns, prepositions.</summary>
    Light = 1UL << 17,

    /// <summary>Please, thanks, greetings; of all languages.</summary>
    Polite = 1UL << 18,

    /// <summary>A thing of the business: order, appointment, parcel, bus.</summary>
    Biz = 1UL << 19,

    /// <summary>A contract that may be the messages: subscription, membership.</summary>
    Sub = 1UL << 20,

    /// <summary>Says that it happened: did, have.</summary>
    Past = 1UL << 21,

    /// <summary>When, where, how, why.</summary>
    Ask = 1UL << 22,

    /// <summary>If, unless.</summary>
    Cond = 1UL << 23,

    /// <summary>A time or place that limits an order: at work, after.</summary>
    Limit = 1UL << 24,

    /// <summary>Keeps a part: but keep, only, except.</summary>
    Keep = 1UL << 25,

    /// <summary>Again, back: with messages, a wish to have them again.</summary>
    Again = 1UL << 26,

    /// <summary>Subscribe, sign up, turn on.</summary>
    Join = 1UL << 27,

    /// <summary>Withdraws what was said: withdraw, revoke.</summary>
    Withdraw = 1UL << 28,

    /// <summary>Consent, permission.</summary>
    Consent = 1UL << 29,

    /// <summary>Objects, refuses.</summary>
    Oppose = 1UL << 30,

    /// <summary>Begins another clause: and, but, because.</summary>
    Conj = 1UL << 31,

    /// <summary>A stop in other words: leave me alone.</summary>
    Idiom = 1UL << 32,

    /// <summary>May be a stop: not interested.</summary>
    Hint = 1UL << 33,

    /// <summary>Fed up: with messages, a stop.</summary>
    Fed = 1UL << 34,

    /// <summary>A number.</summary>
    Number = 1UL << 35,

    /// <summary>A topic of the application.</summary>
    Named = 1UL << 36,

    /// <summary>A message that a program wrote.</summary>
    Auto = 1UL << 37,

    /// <summary>Help, in a phrase.</summary>
    Assist = 1UL << 38,

    /// <summary>Fewer messages.</summary>
    Fewer = 1UL << 40,

    /// <summary>Another channel.</summary>
    Medium = 1UL << 41,

    /// <summary>Another channel instead of this one.</summary>
    Instead = 1UL << 42,

    /// <summary>Another time.</summary>
    Time = 1UL << 43,

    /// <summary>One topic only.</summary>
    Only = 1UL << 44,

    /// <summary>Another language.</summary>
    Language = 1UL << 45,

    /// <summary>Who is this?</summary>
    Who = 1UL << 46,

    /// <summary>Wrong number, wrong person.</summary>
    Person = 1UL << 47,

    /// <summary>The sender as the subject: you.</summary>
    You = 1UL << 48,

    /// <summary>Tells of a tap on one of our messages, and quotes it.</summary>
    Reaction = 1UL << 49,

    /// <summary>A consequence if it goes on: lawyer, complaint, report you.</summary>
    Threat = 1UL << 50,

    /// <summary>Not on purpose: with leaving, a wish to have the messages again.</summary>
    Mistake = 1UL << 51,

    /// <summary>No, as an answer: with thanks, it may be a refusal.</summary>
    Refuse = 1UL << 52,

    /// <summary>Would be grateful: with if, a polite order and no condition.</summary>
    Glad = 1UL << 53,

    /// <summary>The phrase is the whole message, or does not count.</summary>
    Whole = 1UL << 60,
}
