using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Conformance;

/// <summary>What every suppression list must do.</summary>
public abstract class SuppressionListContract
{
    /// <summary>An empty list, the same one during one test.</summary>
    protected abstract ISuppressionList List { get; }

    /// <summary>Registers come back as declared ordered by name.</summary>
    [Fact]
    public async Task Registers_come_back_as_declared_ordered_by_name()
    {
        SuppressionRegister own = new()
        {
            Name = "own",
            ObtainedAt = Samples.Now,
            Classes =
            [MessageClass.Marketing, MessageClass.Transactional]
        };
        SuppressionRegister doNotCall = new()
        {
            Name = "Us-dnc",
            ObtainedAt = Samples.Now,
            MaximumAge = Duration.FromDays(31),
            Channels = [DeliveryChannel.Voice],
            Countries = ["US"],
        };
        await List.DeclareAsync(own);
        await List.DeclareAsync(doNotCall);
        var registers = await List.RegistersAsync();
        Assert.Equal([doNotCall.Name, own.Name], registers.Select(r => r.Name));
        Assert.Equivalent(new[] { doNotCall, own }, registers, strict: true);
    }

    /// <summary>A later declaration replaces an earlier one.</summary>
    [Fact]
    public async Task A_later_declaration_replaces_an_earlier_one()
    {
        SuppressionRegister register = new() { Name = "own", ObtainedAt = Samples.Now };
        await List.DeclareAsync(register);
        await List.DeclareAsync(register with { ObtainedAt = Samples.Now + Duration.FromDays(1) });
        Assert.Equal(Samples.Now + Duration.FromDays(1), Assert.Single(await List.RegistersAsync()).ObtainedAt);
    }

    /// <summary>An address is found on every register that it stands on.</summary>
    [Fact]
    public async Task An_address_is_found_on_every_register_that_it_stands_on()
    {
        SuppressionEntry[] entries =
        [
            new(Samples.Phone(1).Key, "us-dnc", SuppressionKind.DoNotCall, Samples.Now.PlusNanoseconds(7)),
            new(Samples.Phone(1).Key, "own", SuppressionKind.Complaint, Samples.Now),
            new(Samples.Phone(2).Key, "own", SuppressionKind.Invalid, Samples.Now),
        ];
        await List.AddAsync(entries);
        Assert.Equivalent(entries.Take(2), await List.FindAsync([Samples.Phone(1).Key, Samples.Phone(3).Key]), strict: true);
        Assert.Empty(await List.FindAsync([]));
    }

    /// <summary>A number is found and taken off by each of its extensions.</summary>
    [Fact]
    public async Task A_number_is_found_and_taken_off_by_each_of_its_extensions()
    {
        AddressKey line = new(AddressKind.Phone, "+12025550101");
        AddressKey extended = new(AddressKind.Phone, "+12025550101;ext=7");
        await List.AddAsync([new(extended, "own", SuppressionKind.OwnList, Samples.Now)]);
        Assert.Equal(line, Assert.Single(await List.FindAsync([extended])).Address);
        Assert.Single(await List.FindAsync([line]));
        await List.RemoveAsync("own", [extended]);
        Assert.Empty(await List.FindAsync([line]));
    }

    /// <summary>A number in doubt is listed at both numbers and taken off both.</summary>
    [Fact]
    public async Task A_number_in_doubt_is_listed_at_both_numbers_and_taken_off_both()
    {
        await List.AddAsync([new(Samples.InDoubt, "own", SuppressionKind.OwnList, Samples.Now)]);
        foreach (var line in Samples.BothInDoubt)
            Assert.Equal(line, Assert.Single(await List.FindAsync([line])).Address);
        await List.RemoveAsync("own", [Samples.InDoubt]);
        Assert.Empty(await List.FindAsync(Samples.BothInDoubt));
    }

    /// <summary>An address keeps its first entry.</summary>
    [Fact]
    public async Task An_address_keeps_its_first_entry()
    {
        SuppressionEntry first = new(Samples.Phone(1).Key, "own", SuppressionKind.OwnList, Samples.Now);
        await List.AddAsync([first]);
        await List.AddAsync([first with { Kind = SuppressionKind.Invalid }]);
        Assert.Equal([first], await List.FindAsync([first.Address]));
    }

    /// <summary>An address is taken off one register only.</summary>
    [Fact]
    public async Task An_address_is_taken_off_one_register_only()
    {
        await List.AddAsync([
            new(Samples.Phone(1).Key, "us-dnc", SuppressionKind.DoNotCall, Samples.Now),
            new(Samples.Phone(1).Key, "own", SuppressionKind.OwnList, Samples.Now),
            new(Samples.Phone(2).Key, "own", SuppressionKind.OwnList, Samples.Now)]);
        await List.RemoveAsync("own", [Samples.Phone(1).Key, Samples.Phone(9).Key]);
        var found = await List.FindAsync([Samples.Phone(1).Key, Samples.Phone(2).Key]);
        Assert.Equal(
            [(Samples.Phone(2).Key, "own"), (Samples.Phone(1).Key, "us-dnc")],
            found.Select(e => (e.Address, e.Register)).OrderBy(e => e.Register, StringComparer.Ordinal));
    }

    /// <summary>The same digits of another family are another address.</summary>
    [Fact]
    public async Task The_same_digits_of_another_family_are_another_address()
    {
        await List.AddAsync([new(Samples.Phone(1).Key, "own", SuppressionKind.OwnList, Samples.Now)]);
        Assert.Empty(await List.FindAsync([Samples.Phone(1).Key with { Kind = AddressKind.X }]));
    }

    /// <summary>A cancelled call writes nothing.</summary>
    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var add = async () =>
            await List.AddAsync([new(Samples.Phone(1).Key, "own", SuppressionKind.OwnList, Samples.Now)], new(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(add);
        Assert.Empty(await List.FindAsync([Samples.Phone(1).Key]));
    }

    /// <summary>A copy is swapped in one step with its declaration.</summary>
    [Fact]
    public async Task A_copy_is_swapped_in_one_step_with_its_declaration()
    {
        SuppressionRegister register = new() { Name = "us-dnc", ObtainedAt = Samples.Now, Kind = SuppressionKind.Reassigned };
        await List.AddAsync([new(Samples.Phone(9).Key, "us-dnc", SuppressionKind.OwnList, Samples.Now)]);
        await List.ReplaceAsync(register, Copy("us-dnc", 12025550101, 12025550102)
            with
        { Others = new HashSet<AddressKey> { Samples.Email("ana").Key } });
        await List.ReplaceAsync(register with { Name = "ca", ObtainedAt = SuppressionRegister.NeverObtained }, Copy("ca", 16045550101));
        await List.ReplaceAsync(register with { ObtainedAt = Samples.Now + Duration.FromDays(1) },
            Copy("us-dnc", 12025550102, 442079460000) with { Others = new HashSet<AddressKey> { Samples.Email("ben").Key } });
        var copies = await List.CopiesAsync();
        Assert.Equal(["ca", "us-dnc"], copies.Select(c => c.Register));
        Assert.Equal([12025550102UL, 442079460000UL], copies[1].Numbers.Numbers());
        Assert.Equal([Samples.Email("ben").Key], copies[1].Others);
        Assert.Equal(
            [("ca", SuppressionRegister.NeverObtained, SuppressionKind.Reassigned),
                ("us-dnc", Samples.Now + Duration.FromDays(1), SuppressionKind.Reassigned)],
            (await List.RegistersAsync()).Select(r => (r.Name, r.ObtainedAt, r.Kind)));
        // What was added by itself stays.
        Assert.Single(await List.FindAsync([Samples.Phone(9).Key]));
        // A copy is kept in memory.
        Assert.Same(copies[1], (await List.CopiesAsync())[1]);
    }

    /// <summary>A cancelled replacement leaves the copy before in force.</summary>
    [Fact]
    public async Task A_cancelled_replacement_leaves_the_copy_before_in_force()
    {
        SuppressionRegister register = new() { Name = "us-dnc", ObtainedAt = Samples.Now };
        await List.ReplaceAsync(register, Copy("us-dnc", 12025550101));
        var replace = async () => await List.ReplaceAsync(register with { ObtainedAt = Samples.Now + Duration.FromDays(1) },
            Copy("us-dnc", 12025550102), new(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(replace);
        Assert.Equal([12025550101UL], (await List.CopiesAsync())[0].Numbers.Numbers());
        Assert.Equal(Samples.Now, (await List.RegistersAsync())[0].ObtainedAt);
    }

    /// <summary>A copy of another register is refused.</summary>
    [Fact]
    public async Task A_copy_of_another_register_is_refused()
    {
        var replace = async () => await List.ReplaceAsync(new() { Name = "us-dnc" }, Copy("ca", 16045550101));
        await Assert.ThrowsAnyAsync<ArgumentException>(replace);
        Assert.Empty(await List.CopiesAsync());
    }

    private static RegisterCopy Copy(string register, params ulong[] numbers)
    {
        NumberRegisterBuilder builder = new();
        foreach (var number in numbers)
            builder.Add(number);
        return new(register, builder.Build());
    }
}
