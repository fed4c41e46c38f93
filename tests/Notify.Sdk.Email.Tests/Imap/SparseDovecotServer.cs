namespace Notify.Sdk.Email.Tests.Imap;

/// <summary>A server that knows neither IDLE nor TLS, as old ones do.</summary>
public sealed class SparseDovecotServer : DovecotServer
{
    protected override string Abilities => "ssl = no\nimap_capability = IMAP4rev1 SASL-IR ID ENABLE LITERAL+ UIDPLUS";
}
