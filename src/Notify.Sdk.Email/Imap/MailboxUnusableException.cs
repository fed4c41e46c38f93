namespace Notify.Sdk.Email.Imap;

/// <summary>A mailbox that no trying again makes usable. The text is ours, names no person, and goes into the log.</summary>
internal sealed class MailboxUnusableException(string message) : Exception(message);
