namespace Notify.Sdk.Email.Client.Auth;

/// <summary>A login cannot go on: the server's challenge is wrong. The message holds no secrets.</summary>
internal sealed class SaslException(string problem) : Exception(problem);
