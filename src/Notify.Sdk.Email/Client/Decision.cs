namespace Notify.Sdk.Email.Client;

/// <summary>The reply that decided about a message, and the step that it answers.</summary>
internal readonly record struct Decision(SmtpStep Step, SmtpReply Reply);
