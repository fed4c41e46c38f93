using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>Codes of a file: the same for the same things under the same key, and for nothing else.</summary>
public sealed class SqliteKeysTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    [Fact]
    public void The_same_thing_has_the_same_code_under_the_same_key_only()
    {
        var code = new SqliteKeys(Key).OfProvider("acme", "m-1");
        code.Should().HaveCount(16).And.Equal(new SqliteKeys(Key).OfProvider("acme", "m-1"));
        code.Should().NotEqual(new SqliteKeys([.. Key.Reverse()]).OfProvider("acme", "m-1"));
    }

    [Fact]
    public void Two_texts_that_read_the_same_when_joined_are_two_things()
    {
        SqliteKeys keys = new(Key);
        string[] letters = ["a", "ab", "b", "1:", ":", "", "1", "11", new('x', 600), new('x', 599)];
        var codes = letters.SelectMany(one => letters.Select(other => Convert.ToHexString(keys.OfProvider(one, other))));
        codes.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void What_a_code_is_of_counts()
    {
        SqliteKeys keys = new(Key);
        AccountRef account = new("acc-1");
        byte[][] codes = [keys.Of(new OnceKey("outage", OnceSubject.Of(account))), keys.OfDecision("outage", account),
            keys.OfProvider("outage", SqliteText.Of(account))];
        codes.Select(Convert.ToHexString).Should().OnlyHaveUniqueItems();
        keys.OfTrace("outage", 7).Should().NotBe(keys.OfTrace("reminder", 7)).And.NotBe(keys.OfTrace("outage", 8));
    }
}
