using System.Text;
using System.Text.Json;
using NodaTime.Text;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>Writes what is kept of a person, an object a line.</summary>
internal sealed class PersonalDataWriter(Stream destination, CancellationToken cancellationToken)
{
    /// <summary>How many lines were written.</summary>
    public int Lines { get; private set; }

    public ValueTask WriteAsync(SealedConsent entry) => WriteAsync($$"""{"consent":{{ConsentLedgerExtensions.Line(entry)}}}""");

    public ValueTask WriteAsync(SuppressionEntry entry) => WriteAsync("suppression", json =>
    {
        json.WriteString("register", entry.Register);
        json.WriteString("kind", entry.Kind.ToString());
        json.WriteString("address", entry.Address.Value);
        json.WriteString("addedAt", InstantPattern.ExtendedIso.Format(entry.AddedAt));
    });

    public ValueTask WriteAsync(SoftBounce bounce) => WriteAsync("bounce", json =>
    {
        json.WriteString("provider", bounce.Provider);
        json.WriteString("eventId", bounce.EventId);
        json.WriteString("address", bounce.Address.Value);
        json.WriteString("at", InstantPattern.ExtendedIso.Format(bounce.At));
    });

    public ValueTask WriteAsync(HookEntry reply) => WriteAsync("reply", json =>
    {
        json.WritePropertyName("stored");
        json.WriteRawValue(HookEntryJson.Write(reply));
    });

    public ValueTask WriteAsync(Delivery delivery) =>
        WriteAsync("delivery", json => Raw(json, delivery.NotificationKey, OutboxJson.WriteValue(delivery)));

    public ValueTask WriteAsync(Notification notification) => WriteAsync("notification", json =>
    {
        json.WritePropertyName("stored");
        json.WriteRawValue(OutboxJson.Write(notification));
    });

    public ValueTask WriteAsync(string key, AccountOutcome outcome) =>
        WriteAsync("decision", json => Raw(json, key, OutboxJson.WriteValue(outcome)));

    private static void Raw(Utf8JsonWriter json, string key, byte[] stored)
    {
        json.WriteString("notification", key);
        json.WritePropertyName("stored");
        json.WriteRawValue(stored);
    }

    private ValueTask WriteAsync(string kind, Action<Utf8JsonWriter> write)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            json.WriteStartObject(kind);
            write(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return WriteAsync(Encoding.UTF8.GetString(line.ToArray()));
    }

    private async ValueTask WriteAsync(string line)
    {
        await destination.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellationToken);
        Lines++;
    }
}
