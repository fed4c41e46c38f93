namespace Notify.Sdk.Email;

/// <summary>What <see cref="SmtpProbe"/> found.</summary>
/// <param name="IsHealthy">Whether mail could be sent now.</param>
/// <param name="Detail">The server's words or what is wrong, for people; without secrets and addresses.</param>
public sealed record SmtpProbeResult(bool IsHealthy, string Detail);
