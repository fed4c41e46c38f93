using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.StoreContracts;

/// <summary>What every suppression list must do.</summary>
public abstract class SuppressionListContract
{
    /// <summary>An empty list, the same one during one test.</summary>
    protected abstract ISuppressionList List { get; }

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
            Channels = [Channel.Voice],
            Countries = ["US"],
        };
        await List.DeclareAsync(own);
        await List.DeclareAsync(doNotCall);
        (await List.RegistersAsync()).Should().BeEquivalentTo([doNotCall, own], o => o.WithStrictOrdering());
    }

    [Fact]
    public async Task A_later_declaration_replaces_an_earlier_one()
    {
        SuppressionRegister register = new() { Name = "own", ObtainedAt = Samples.Now };
        await List.DeclareAsync(register);
        await List.DeclareAsync(register with { ObtainedAt = Samples.Now + Duration.FromDays(1) });
        (await List.RegistersAsync()).Should().ContainSingle().Which.ObtainedAt.Should().Be(Samples.Now + Duration.FromDays(1));
    }

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
        (await List.FindAsync([Samples.Phone(1).Key, Samples.Phone(3).Key])).Should().BeEquivalentTo(entries.Take(2));
        (await List.FindAsync([])).Should().BeEmpty();
    }

    [Fact]
    public async Task A_number_is_found_and_taken_off_by_each_of_its_extensions()
    {
        AddressKey line = new(AddressFamily.Phone, "+12025550101");
        AddressKey extended = new(AddressFamily.Phone, "+12025550101;ext=7");
        await List.AddAsync([new(extended, "own", SuppressionKind.OwnList, Samples.Now)]);
        (await List.FindAsync([extended])).Should().ContainSingle().Which.Address.Should().Be(line);
        (await List.FindAsync([line])).Should().ContainSingle();
        await List.RemoveAsync("own", [extended]);
        (await List.FindAsync([line])).Should().BeEmpty();
    }

    [Fact]
    public async Task A_number_in_doubt_is_listed_at_both_numbers_and_taken_off_both()
    {
        await List.AddAsync([new(Samples.InDoubt, "own", SuppressionKind.OwnList, Samples.Now)]);
        foreach (var line in Samples.BothInDoubt)
            (await List.FindAsync([line])).Should().ContainSingle().Which.Address.Should().Be(line);
        await List.RemoveAsync("own", [Samples.InDoubt]);
        (await List.FindAsync(Samples.BothInDoubt)).Should().BeEmpty();
    }

    [Fact]
    public async Task An_address_keeps_its_first_entry()
    {
        SuppressionEntry first = new(Samples.Phone(1).Key, "own", SuppressionKind.OwnList, Samples.Now);
        await List.AddAsync([first]);
        await List.AddAsync([first with { Kind = SuppressionKind.Invalid }]);
        (await List.FindAsync([first.Address])).Should().Equal(first);
    }

    [Fact]
    public async Task An_address_is_taken_off_one_register_only()
    {
        await List.AddAsync([
            new(Samples.Phone(1).Key, "us-dnc", SuppressionKind.DoNotCall, Samples.Now),
            new(Samples.Phone(1).Key, "own", SuppressionKind.OwnList, Samples.Now),
            new(Samples.Phone(2).Key, "own", SuppressionKind.OwnList, Samples.Now)]);
        await List.RemoveAsync("own", [Samples.Phone(1).Key, Samples.Phone(9).Key]);
        (await List.FindAsync([Samples.Phone(1).Key, Samples.Phone(2).Key])).Select(e => (e.Address, e.Register))
            .Should().BeEquivalentTo([(Samples.Phone(1).Key, "us-dnc"), (Samples.Phone(2).Key, "own")]);
    }

    [Fact]
    public async Task The_same_digits_of_another_family_are_another_address()
    {
        await List.AddAsync([new(Samples.Phone(1).Key, "own", SuppressionKind.OwnList, Samples.Now)]);
        (await List.FindAsync([Samples.Phone(1).Key with { Family = Audience.AddressFamily.Social }])).Should().BeEmpty();
    }

    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var add = async () =>
            await List.AddAsync([new(Samples.Phone(1).Key, "own", SuppressionKind.OwnList, Samples.Now)], new(canceled: true));
        await add.Should().ThrowAsync<OperationCanceledException>();
        (await List.FindAsync([Samples.Phone(1).Key])).Should().BeEmpty();
    }

    [Fact]
    public async Task A_copy_is_swapped_in_one_step_with_its_declaration()
    {
        SuppressionRegister register = new() { Name = "us-dnc", ObtainedAt = Samples.Now, Kind = SuppressionKind.Reassigned };
        await List.AddAsync([new(Samples.Phone(9).Key, "us-dnc", SuppressionKind.OwnList, Samples.Now)]);
        await List.ReplaceAsync(register, Copy("us-dnc", 12025550101, 12025550102)
            with
        { Others = new HashSet<Audience.AddressKey> { Samples.Email("ana").Key } });
        await List.ReplaceAsync(register with { Name = "ca", ObtainedAt = SuppressionRegister.NeverObtained }, Copy("ca", 16045550101));
        await List.ReplaceAsync(register with { ObtainedAt = Samples.Now + Duration.FromDays(1) },
            Copy("us-dnc", 12025550102, 442079460000) with { Others = new HashSet<Audience.AddressKey> { Samples.Email("ben").Key } });
        var copies = await List.CopiesAsync();
        copies.Select(c => c.Register).Should().Equal("ca", "us-dnc");
        copies[1].Numbers.Numbers().Should().Equal(12025550102UL, 442079460000UL);
        copies[1].Others.Should().Equal(Samples.Email("ben").Key);
        (await List.RegistersAsync()).Select(r => (r.Name, r.ObtainedAt, r.Kind)).Should().Equal(
            ("ca", SuppressionRegister.NeverObtained, SuppressionKind.Reassigned),
                ("us-dnc", Samples.Now + Duration.FromDays(1), SuppressionKind.Reassigned));
        (await List.FindAsync([Samples.Phone(9).Key])).Should().ContainSingle("what was added by itself stays");
        (await List.CopiesAsync())[1].Should().BeSameAs(copies[1], "a copy is kept in memory");
    }

    [Fact]
    public async Task A_cancelled_replacement_leaves_the_copy_before_in_force()
    {
        SuppressionRegister register = new() { Name = "us-dnc", ObtainedAt = Samples.Now };
        await List.ReplaceAsync(register, Copy("us-dnc", 12025550101));
        var replace = async () => await List.ReplaceAsync(register with { ObtainedAt = Samples.Now + Duration.FromDays(1) },
            Copy("us-dnc", 12025550102), new(canceled: true));
        await replace.Should().ThrowAsync<OperationCanceledException>();
        (await List.CopiesAsync())[0].Numbers.Numbers().Should().Equal(12025550101UL);
        (await List.RegistersAsync())[0].ObtainedAt.Should().Be(Samples.Now);
    }

    [Fact]
    public async Task A_copy_of_another_register_is_refused()
    {
        var replace = async () => await List.ReplaceAsync(new() { Name = "us-dnc" }, Copy("ca", 16045550101));
        await replace.Should().ThrowAsync<ArgumentException>();
        (await List.CopiesAsync()).Should().BeEmpty();
    }

    private static RegisterCopy Copy(string register, params ulong[] numbers)
    {
        NumberRegisterBuilder builder = new();
        foreach (var number in numbers)
            builder.Add(number);
        return new(register, builder.Build());
    }
}
