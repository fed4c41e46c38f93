namespace Notify.Sdk;

/// <summary>
/// The stable codes of every reason the library gives, <c>stage.what</c>. A code is never renamed or reused;
/// <c>docs/reasons.md</c> says for each what happens to the person and what the caller can do.
/// </summary>
public static class ReasonCodes
{
    /// <summary>The row was null.</summary>
    public const string NullContact = "audience.null-contact";

    /// <summary>The account id is empty, too long or holds control characters.</summary>
    public const string InvalidAccountId = "audience.invalid-account-id";

    /// <summary>Another row with the same account id and source is used instead.</summary>
    public const string DuplicateAccountId = "audience.duplicate-account-id";

    /// <summary>An email address that cannot be used.</summary>
    public const string InvalidEmail = "audience.invalid-email";

    /// <summary>A phone number that cannot be used.</summary>
    public const string InvalidPhone = "audience.invalid-phone";

    /// <summary>A phone number without a plus that may be a landline of the country or a number abroad.</summary>
    public const string PhoneInDoubt = "audience.phone-in-doubt";

    /// <summary>A phone number without a plus that is none of the country was read with its country code.</summary>
    public const string PhoneReadAsInternational = "audience.phone-read-as-international";

    /// <summary>An address that is none of its kind, or of a kind that is not registered.</summary>
    public const string InvalidAddress = "audience.invalid-address";

    /// <summary>The reader of a kind of addresses failed or changed its mind, so that the address cannot be used.</summary>
    public const string AddressReaderFailed = "audience.address-reader-failed";

    /// <summary>A placeholder such as <c>none@</c>, which neither links nor receives.</summary>
    public const string BlockedAddress = "audience.blocked-address";

    /// <summary>A field other than an address was not usable and is treated as absent.</summary>
    public const string FieldIgnored = "audience.field-ignored";

    /// <summary>No address of the account can be used.</summary>
    public const string NoUsableAddress = "audience.no-usable-address";

    /// <summary>Another account of the same person is told.</summary>
    public const string CoveredByPerson = "audience.covered-by-person";

    /// <summary>The same words go to the same address for another person.</summary>
    public const string CoveredByAddress = "audience.covered-by-address";

    /// <summary>Accounts that seemed to be one person were kept apart by a guard.</summary>
    public const string MergeRefused = "audience.merge-refused";

    /// <summary>A consent in force allows it.</summary>
    public const string ConsentGranted = "permission.consent-granted";

    /// <summary>The recorded consents are none that the law of the place accepts for this message.</summary>
    public const string BasisNotEnough = "permission.basis-not-enough";

    /// <summary>Rules that do not name the channel hold for it because it resembles those that they name.</summary>
    public const string RulesByLikeness = "permission.rules-by-likeness";

    /// <summary>The law of the place allows no such message, whatever the person agreed to.</summary>
    public const string Prohibited = "permission.prohibited";

    /// <summary>
    /// The law of the place asks the sender to be registered, or to record the consent with an authority; nobody said that it is done.
    /// </summary>
    public const string SenderRegistration = "permission.sender-registration";

    /// <summary>The law of the place names a register that the application does not keep, so that it was not looked into.</summary>
    public const string RegisterNotChecked = "permission.register-not-checked";

    /// <summary>The application declares that people gave their numbers, which the law of the place accepts for this message.</summary>
    public const string NumberGiven = "permission.number-given";

    /// <summary>Marketing without a recorded consent for this address and topic.</summary>
    public const string NoConsent = "permission.no-consent";

    /// <summary>The consent waits for its confirmation.</summary>
    public const string ConsentPending = "permission.consent-pending";

    /// <summary>The consent does not name the topic in what was disclosed.</summary>
    public const string TopicNotDisclosed = "permission.topic-not-disclosed";

    /// <summary>More messages than the consent promised.</summary>
    public const string FrequencyBeyondDisclosed = "permission.frequency-beyond-disclosed";

    /// <summary>The consent lapsed.</summary>
    public const string ConsentExpired = "permission.consent-expired";

    /// <summary>The person opted out of the topic.</summary>
    public const string OptedOut = "permission.opted-out";

    /// <summary>The person opted out of all marketing.</summary>
    public const string OptedOutOfMarketing = "permission.opted-out-of-marketing";

    /// <summary>The person opted out of everything.</summary>
    public const string GloballyOptedOut = "permission.globally-opted-out";

    /// <summary>A confirmation of a sign-up that nobody asked for at this address.</summary>
    public const string SignUpNotAsked = "permission.sign-up-not-asked";

    /// <summary>The person said no after they had asked to sign up.</summary>
    public const string SignUpStopped = "permission.sign-up-stopped";

    /// <summary>The address was asked to confirm a sign-up too often.</summary>
    public const string SignUpLimit = "permission.sign-up-limit";

    /// <summary>The address stands on a suppression register.</summary>
    public const string Suppressed = "permission.suppressed";

    /// <summary>The database of reassigned numbers could not be asked.</summary>
    public const string ReassignedUnknown = "permission.reassigned-unknown";

    /// <summary>A register that governs this message has no copy, or one that is older than it may be or dated in the future.</summary>
    public const string RegisterStale = "permission.register-stale";

    /// <summary>The same content was already sent to this account or address.</summary>
    public const string AlreadyTold = "permission.already-told";

    /// <summary>The same content is already planned for this account or address.</summary>
    public const string AlreadyPlanned = "permission.already-planned";

    /// <summary>The same content is being handed over for this account or address at this moment.</summary>
    public const string AlreadyLeaving = "permission.already-leaving";

    /// <summary>The same content may have reached this account or address: its hand-over is in doubt.</summary>
    public const string AlreadyInDoubt = "permission.already-in-doubt";

    /// <summary>This account shows that messages which other calls planned for different people are for one person.</summary>
    public const string JoinedLate = "permission.joined-late";

    /// <summary>A frequency cap leaves no room.</summary>
    public const string FrequencyCap = "permission.frequency-cap";

    /// <summary>Under a frequency cap, what is planned is expected to leave no room before it expires.</summary>
    public const string NoRoomForecast = "permission.no-room-forecast";

    /// <summary>A gate failed or gave an impossible answer.</summary>
    public const string GateFailed = "permission.gate-failed";

    /// <summary>Passed by the emergency class for the recorded reason.</summary>
    public const string Emergency = "permission.emergency";

    /// <summary>The person wrote, and this answers them.</summary>
    public const string AnswersThePerson = "permission.answers-the-person";

    /// <summary>The person wrote something that may be an opt-out, and it is not settled yet.</summary>
    public const string DoubtfulReply = "permission.doubtful-reply";

    /// <summary>The notification must not go out before a later instant.</summary>
    public const string NotBefore = "planning.not-before";

    /// <summary>The notification has expired.</summary>
    public const string Expired = "planning.expired";

    /// <summary>No permitted instant lies before the expiry.</summary>
    public const string Infeasible = "planning.infeasible";

    /// <summary>Outside a send window.</summary>
    public const string OutsideWindow = "planning.outside-window";

    /// <summary>A consent of the kind that a window rule names takes the person out of the rule.</summary>
    public const string WindowLifted = "planning.window-lifted";

    /// <summary>Inside the person's own quiet hours.</summary>
    public const string QuietHours = "planning.quiet-hours";

    /// <summary>No evidence of the person's time zone, and a window applies: nothing is guessed.</summary>
    public const string ZoneUnknown = "planning.zone-unknown";

    /// <summary>A field that says where the person is was given and is not understood, so all that it may mean counts.</summary>
    public const string PlaceNotUnderstood = "planning.place-not-understood";

    /// <summary>Fields name different places, and the rules and time zones of all of them count.</summary>
    public const string PlacesDiffer = "planning.places-differ";

    /// <summary>No national calendar of public holidays is known where the person may be, so they count as ordinary days.</summary>
    public const string NoHolidayCalendar = "planning.no-holiday-calendar";

    /// <summary>None of the person's addresses can be reached over a channel of the topic.</summary>
    public const string NoRoute = "planning.no-route";

    /// <summary>The person left out a channel of the topic over which they could be reached.</summary>
    public const string ChannelLeftOut = "planning.channel-left-out";

    /// <summary>A phone number of a kind that the channel does not reach, such as a landline for texts.</summary>
    public const string AddressOutOfReach = "planning.address-out-of-reach";

    /// <summary>Spaced from another message for the same address.</summary>
    public const string AddressSpacing = "planning.address-spacing";

    /// <summary>The topic has no template for the channel and language.</summary>
    public const string NoTemplate = "rendering.no-template";

    /// <summary>Advertising to somebody of whom it is not known which language they read.</summary>
    public const string LanguageUnknown = "rendering.language-unknown";

    /// <summary>The laws of two places ask the words to begin with different labels.</summary>
    public const string LabelsConflict = "rendering.labels-conflict";

    /// <summary>The law of the place asks for words that the template at the provider does not have.</summary>
    public const string NotInProviderTemplate = "rendering.not-in-provider-template";

    /// <summary>The law of the place asks for words at the end that the topic does not have; a note.</summary>
    public const string ClosingMissing = "rendering.closing-missing";

    /// <summary>The law of the place asks for a sender id that the topic does not have.</summary>
    public const string SenderIdMissing = "rendering.sender-id-missing";

    /// <summary>The sender of a reply is no address that can be read, so nobody knows whose word it is.</summary>
    public const string ReplySenderUnreadable = "tracking.reply-sender-unreadable";

    /// <summary>A template variable has no value.</summary>
    public const string MissingVariable = "rendering.missing-variable";

    /// <summary>
    /// A value would break out of its line, or makes a link, a button or a value of a provider's template that must not go.
    /// </summary>
    public const string UnsafeValue = "rendering.unsafe-value";

    /// <summary>A value is older than the template accepts.</summary>
    public const string StaleData = "rendering.stale-data";

    /// <summary>A value is older than the template accepts, so the words without it are used.</summary>
    public const string ImpersonalWords = "rendering.impersonal-words";

    /// <summary>The template failed on this person's data.</summary>
    public const string RenderingFailed = "rendering.failed";

    /// <summary>The words are longer than the channel takes.</summary>
    public const string TextTooLong = "rendering.text-too-long";

    /// <summary>
    /// The channel is not registered in this process. A message that waits for it is kept until it is, or until its time has passed.
    /// </summary>
    public const string ChannelNotRegistered = "sending.channel-not-registered";

    /// <summary>No transport is registered for the channel.</summary>
    public const string NoTransport = "sending.no-transport";

    /// <summary>The provider took the message.</summary>
    public const string Accepted = "sending.accepted";

    /// <summary>The provider refused the message for good.</summary>
    public const string Rejected = "sending.rejected";

    /// <summary>
    /// The provider refused the account of this application (a login, a key, a template): neither the message nor the address is at fault.
    /// </summary>
    public const string AccountRefused = "sending.account-refused";

    /// <summary>The provider asked to try later.</summary>
    public const string Deferred = "sending.deferred";

    /// <summary>
    /// The provider takes only so many messages a second, or only so many people can be answered in a minute: it waits for its turn.
    /// </summary>
    public const string RateLimited = "sending.rate-limited";

    /// <summary>The provider certainly did not take the message, or has been failing: the next transport of the channel is asked.</summary>
    public const string NextProvider = "sending.next-provider";

    /// <summary>It is unknown whether the provider took the message; it is not resent by itself.</summary>
    public const string InDoubt = "sending.in-doubt";

    /// <summary>All attempts were used up.</summary>
    public const string RetriesExhausted = "sending.retries-exhausted";

    /// <summary>The next route is tried.</summary>
    public const string FellBack = "sending.fell-back";

    /// <summary>The notification was cancelled.</summary>
    public const string Cancelled = "sending.cancelled";

    /// <summary>The person was erased.</summary>
    public const string Erased = "sending.erased";

    /// <summary>It was planned before, and is planned anew with the data of this call.</summary>
    public const string Changed = "sending.changed";

    /// <summary>A higher revision replaced it.</summary>
    public const string Superseded = "sending.superseded";

    /// <summary>More people than one notification may reach without confirmation: it waits for somebody to confirm it.</summary>
    public const string AwaitsConfirmation = "sending.awaits-confirmation";

    /// <summary>Somebody confirmed that so many people are to be told.</summary>
    public const string Confirmed = "sending.confirmed";

    /// <summary>Somebody settled a message in doubt, or had it handed over again.</summary>
    public const string Settled = "sending.settled";

    /// <summary>The worker does not know the topic; it is left to others.</summary>
    public const string TopicMissing = "sending.topic-missing";

    /// <summary>The provider confirmed delivery.</summary>
    public const string Delivered = "tracking.delivered";

    /// <summary>The message bounced.</summary>
    public const string Bounced = "tracking.bounced";

    /// <summary>The recipient complained.</summary>
    public const string Complained = "tracking.complained";

    /// <summary>The person opted out by an answer; it is in force.</summary>
    public const string StoppedByReply = "tracking.stopped-by-reply";

    /// <summary>The person opted in again by an answer; the stop is lifted where it was given.</summary>
    public const string StartedByReply = "tracking.started-by-reply";

    /// <summary>The person opted in by an answer where nothing was stopped; nothing changed.</summary>
    public const string NothingToStart = "tracking.nothing-to-start";

    /// <summary>The person asked for help.</summary>
    public const string AskedForHelp = "tracking.asked-for-help";

    /// <summary>The answer may be an opt-out; what is planned waits, and the person is asked.</summary>
    public const string ReplyInDoubt = "tracking.reply-in-doubt";

    /// <summary>
    /// The person would rather have the messages otherwise: fewer, over another channel, at another time; the application's to act on.
    /// </summary>
    public const string ReplyWish = "tracking.reply-wish";

    /// <summary>The answer says nothing about permission.</summary>
    public const string ReplyForBusiness = "tracking.reply-for-business";

    /// <summary>The message came from a program, or its sender cannot be read; it counts for nothing.</summary>
    public const string ReplyIgnored = "tracking.reply-ignored";
}
