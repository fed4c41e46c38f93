using Microsoft.Data.Sqlite;
using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>Somebody opens the file with another tool and changes what people said.</summary>
public sealed class SqliteConsentTamperTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("UPDATE consents SET terms = replace(terms, '\"withdrawn\"', '\"granted\"') WHERE sequence = 3", 3, "c-3",
        ConsentFault.Altered)]
    [InlineData("UPDATE consents SET terms = replace(terms, 'up to 4', 'up to 9') WHERE sequence = 2", 2, "c-2", ConsentFault.Altered)]
    [InlineData("UPDATE consents SET recorded_at = '2020-01-01T00:00:00Z' WHERE sequence = 4", 4, "c-4", ConsentFault.Altered)]
    [InlineData("UPDATE consents SET personal = replace(personal, '192.0.2.7', '192.0.2.8') WHERE sequence = 2", 2, "c-2",
        ConsentFault.Altered)]
    [InlineData("UPDATE consents SET address = 'e:other@example.com' WHERE sequence = 3", 3, "c-3", ConsentFault.Altered)]
    [InlineData("UPDATE consents SET id = 'other' WHERE sequence = 3", 3, "other", ConsentFault.Altered)]
    [InlineData("UPDATE consents SET erased_key = 'x' WHERE sequence = 3", 3, "c-3", ConsentFault.Altered)]
    [InlineData("UPDATE consents SET personal = NULL, salt = NULL, address = NULL WHERE sequence = 3", 3, "c-3",
        ConsentFault.ErasedWithoutRecord)]
    [InlineData("DELETE FROM consents WHERE sequence = 3", 3, null, ConsentFault.Missing)]
    [InlineData("DELETE FROM consents WHERE sequence = 1", 1, null, ConsentFault.Missing)]
    [InlineData("DELETE FROM consents WHERE sequence = 3; UPDATE consents SET sequence = sequence - 1 WHERE sequence > 3", 3, "c-4",
        ConsentFault.Reordered)]
    [InlineData(
        "UPDATE consents SET sequence = 99 WHERE sequence = 3; UPDATE consents SET sequence = 3 WHERE sequence = 4; UPDATE consents SET "
        + "sequence = 4 WHERE sequence = 99", 3, "c-4", ConsentFault.Reordered)]
    [InlineData("UPDATE consents SET previous_hash = 'x', hash = 'y' WHERE sequence = 3", 3, "c-3", ConsentFault.Altered)]
    [InlineData("DELETE FROM consents WHERE sequence >= 4", 4, null, ConsentFault.Truncated)]
    public async Task A_tampered_chain_is_detected_and_the_first_broken_record_named(
        string sql, long sequence, string? id, ConsentFault fault)
    {
        var known = await FillAsync();
        Raw(sql);
        using SqliteDatabase database = new(_file.Path);
        var found = await new SqliteConsentLedger(database).VerifyAsync(known);
        found.FirstBreak.Should().Match<ConsentBreak>(b => b.Sequence == sequence && b.Id == id && b.Fault == fault);
        found.Verified.Should().Be(fault == ConsentFault.ErasedWithoutRecord ? 5 : sequence - 1);
        found.FirstBreak!.ToString().Should().NotContain("example.com").And.NotContain("192.0.2");
    }

    [Fact]
    public async Task Without_tampering_the_chain_is_intact()
    {
        var known = await FillAsync();
        using SqliteDatabase database = new(_file.Path);
        (await new SqliteConsentLedger(database).VerifyAsync(known)).IsIntact.Should().BeTrue();
    }

    [Fact]
    public async Task A_suppression_key_that_was_taken_away_is_noticed()
    {
        await FillAsync();
        using (SqliteDatabase database = new(_file.Path))
            await new SqliteConsentLedger(database).EraseAsync([Samples.Email("ana").Key]);
        Raw("UPDATE consents SET erased_key = NULL WHERE sequence = 3");
        using SqliteDatabase tampered = new(_file.Path);
        (await new SqliteConsentLedger(tampered).VerifyAsync()).FirstBreak.Should()
            .Match<ConsentBreak>(b => b.Sequence == 3 && b.Fault == ConsentFault.ErasedWithoutRecord);
    }

    [Fact]
    public async Task What_was_erased_is_in_no_octet_of_the_files()
    {
        await FillAsync();
        using (SqliteDatabase database = new(_file.Path))
        {
            await new SqliteConsentLedger(database).EraseAsync([Samples.Email("ana").Key]);
            var left = string.Concat(Directory.GetFiles(Path.GetDirectoryName(_file.Path)!).Select(Octets));
            left.Should().Contain("c-2").And.Contain("192.0.2.9").And.NotContain("ana@example.com").And.NotContain("192.0.2.7");
        }
    }

    [Theory]
    [InlineData("UPDATE consents SET terms = replace(terms, '\"salt\":\"', '\"salt\":\"0') WHERE sequence = 6")]
    [InlineData("UPDATE consents SET terms = '{}' WHERE sequence = 6")]
    [InlineData("UPDATE consents SET hash = 'x' WHERE sequence = 6")]
    public async Task A_changed_salt_lets_nobody_be_told_and_is_noticed(string sql)
    {
        await FillAsync();
        using (SqliteDatabase database = new(_file.Path))
            await new SqliteConsentLedger(database).EraseAsync([Samples.Email("ana").Key]);
        Raw(sql);
        using SqliteDatabase tampered = new(_file.Path);
        SqliteConsentLedger ledger = new(tampered);
        (await ledger.VerifyAsync()).FirstBreak.Should().Match<ConsentBreak>(b => b.Sequence == 6 && b.Fault == ConsentFault.Altered);
        var find = async () => await ledger.FindAsync([Samples.Email("ana").Key], "offers");
        (await find.Should().ThrowAsync<InvalidDataException>("nobody can be told while erased opt-outs cannot be found"))
            .WithMessage("*restore a backup*");
    }

    [Fact]
    public async Task The_salt_stands_in_the_chain_and_nowhere_else()
    {
        await FillAsync();
        string salt;
        using (SqliteDatabase database = new(_file.Path))
        {
            SqliteConsentLedger ledger = new(database);
            await ledger.EraseAsync([Samples.Email("ana").Key]);
            await ledger.EraseAsync([Samples.Email("cy").Key]);
            var erasures = (await ledger.ReadAsync(5, 9)).Select(ConsentSeal.SaltOf).ToList();
            erasures.Should().HaveCount(2);
            (salt = erasures.Distinct().Should().ContainSingle("all erasures of a ledger seal the same salt").Which).Should()
                .HaveLength(32);
        }

        using SqliteDatabase again = new(_file.Path);
        (await new SqliteConsentLedger(again).FindAsync([Samples.Email("ana").Key, Samples.Email("cy").Key], "offers")).Select(r => r.Id)
            .Should().BeEquivalentTo("c-3", "c-5");
        Tables().Should().NotContain(t => t.Contains("salt", StringComparison.Ordinal));
    }

    private List<string> Tables()
    {
        using SqliteConnection connection = new($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
        using var reader = command.ExecuteReader();
        List<string> tables = [];
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static string Octets(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private async Task<ConsentCheckpoint> FillAsync()
    {
        using SqliteDatabase database = new(_file.Path);
        SqliteConsentLedger ledger = new(database);
        await ledger.AppendAsync([
            Record("c-1", "ben", ConsentStatus.Granted),
            Record("c-2", "ana", ConsentStatus.Granted),
            Record("c-3", "ana", ConsentStatus.Withdrawn),
            Record("c-4", "cy", ConsentStatus.Granted),
            Record("c-5", "cy", ConsentStatus.Withdrawn)]);
        return await ledger.HeadAsync();
    }

    private static ConsentRecord Record(string id, string local, ConsentStatus status) => new()
    {
        Id = id,
        Address = Samples.Email(local).Key,
        Scope = ConsentScope.Of("offers"),
        Status = status,
        OccurredAt = Samples.Now,
        Disclosure = new() { Text = "Offers, up to 4 a month." },
        Proof = new() { IpAddress = local == "ana" ? "192.0.2.7" : "192.0.2.9" },
    };

    private void Raw(string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using SqliteConnection connection = new($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
