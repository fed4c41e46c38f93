using NodaTime;

namespace Notify.Sdk.Benchmarks.Plan;

/// <summary>
/// A list with the shape of a customer base: nine in ten rows are a person of their own; the rest are second accounts of
/// the same person in another spelling, and households that share a mailbox and a landline. The same for the same
/// seed. Numbers lie in the unassigned exchange 555, of which 555-01xx alone would be too few for a list of this size.
/// </summary>
internal static class ContactLists
{
    private static readonly string[] First = ["Anna", "Ben", "Carla", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas",
        "Keiko", "Liam", "Maya", "Noah", "Olga", "Pedro"];
    private static readonly string[] Last = ["Smith", "Garcia", "Novak", "Okafor", "Rossi", "Silva", "Tanaka", "Weber", "Young", "Zhang",
        "Keller", "Martin", "Lopez", "Dubois", "Hansen", "Ivanova"];
    private static readonly string[] AreaCodes = ["202", "212", "303", "312", "404", "415", "512", "617", "702", "808"];

    public static List<Contact> Make(int count, int seed = 20261122)
    {
        var random = new Random(seed);
        List<Contact> contacts = new(count);
        while (contacts.Count < count)
        {
            var i = contacts.Count;
            var first = First[random.Next(First.Length)];
            var last = Last[random.Next(Last.Length)];
            var email = $"{first}.{last}.{i}@example.com";
            var phone = $"({AreaCodes[i % AreaCodes.Length]}) 555-{i / AreaCodes.Length % 10_000:0000}";
            contacts.Add(Row(i, $"{first} {last}", email, phone));
            switch (random.Next(20))
            {
                case 0 when contacts.Count < count: // a second account of the same person
                    contacts.Add(
                        Row(i + 1, $"{last}, {first}", email.ToUpperInvariant(), phone.Replace("(", "+1 ", StringComparison.Ordinal)));
                    break;
                case 1 when contacts.Count < count: // somebody else in the household
                    contacts.Add(Row(i + 1, $"{First[random.Next(First.Length)]} {last}", email, phone));
                    break;
            }
        }

        return contacts;
    }

    private static Contact Row(int id, string name, string email, string phone) => new($"acc-{id:D8}")
    {
        Name = name,
        Emails = [email],
        Phones = [phone],
        Country = "US",
        Language = "en",
        LastConfirmed = Instant.FromUnixTimeSeconds(1_700_000_000 + id),
    };
}
