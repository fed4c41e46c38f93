using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class NameCodesTests
{
    private static readonly KeyedHash Hash = new(1, 2);

    private static readonly Gen<NameKey> Name =
        Gen.Elements("Ann", "Anna", "Lee", "Ray", "J.", "a", "L", "Smith", "7", "z", "Zoë", "Ørsted", "李").ArrayOf(2)
            .SelectMany(two => Gen.Elements("", "", "", "X.", "Lee")
                .Select(third => TokenNameMatcher.Instance.Normalise($"{two[0]} {two[1]} {third}")));

    [Fact]
    public void Codes_are_equal_where_names_are_and_fit_where_initials_do()
    {
        var told = 0;
        Prop.ForAll(Name.Two().ToArbitrary(), Compare).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
        told.Should().BeGreaterThan(500);

        void Compare((NameKey, NameKey) names)
        {
            var (shortened, full) = (names.Item1, names.Item2);
            var (code, other) = (NameCodes.Of(Hash, shortened.Value), NameCodes.Of(Hash, full.Value));
            (code == other).Should().Be(shortened == full);
            if (!shortened.HasInitials || !full.IsFull || !NameCodes.CanTell(code, other)) return;
            told++;
            NameCodes.IsInitialOf(code, other).Should().Be(TokenNameMatcher.Instance.IsInitialOf(shortened, full));
        }
    }

    [Theory]
    [InlineData("J. Smith", "Jane Smith", true)]
    [InlineData("Smith J", "John Smith", true)]
    [InlineData("J. Smith", "Smith Smythe", false)]
    [InlineData("J. S.", "Smith, John", true)]
    [InlineData("S. S.", "Smith, John", false)]
    [InlineData("A. Ann", "Ann Anna", true)]
    public void They_tell_of_two_words(string shortened, string full, bool fits)
    {
        var (code, other) = (CodeOf(shortened), CodeOf(full));
        NameCodes.CanTell(code, other).Should().BeTrue();
        NameCodes.IsInitialOf(code, other).Should().Be(fits);
    }

    [Theory]
    [InlineData("J. Smith", "Jane Mary Smith")]
    [InlineData("J. M. Smith", "Jane Smith")]
    [InlineData("J. Smith", "7 Smith")]
    [InlineData("J. Smith", "Madonna")]
    public void They_do_not_tell_of_others(string shortened, string full) =>
        NameCodes.CanTell(CodeOf(shortened), CodeOf(full)).Should().BeFalse();

    [Fact]
    public void Nothing_is_known_of_the_names_of_another_matcher() =>
        NameCodes.CanTell(NameCodes.OfAny(Hash, "j smith"), NameCodes.OfAny(Hash, "jane smith")).Should().BeFalse();

    private static ulong CodeOf(string name) => NameCodes.Of(Hash, TokenNameMatcher.Instance.Normalise(name).Value);

    [Fact]
    public async Task Two_relatives_with_one_code_are_two_people_who_share_their_mailbox()
    {
        var hash = new KeyedHash(1, 2);
        var (seen, pair, tries) = (new Dictionary<ulong, string>(), (First: "", Second: ""), 0);
        for (; pair.First.Length == 0; tries++)
        {
            var given = "j" + string.Concat(Enumerable.Range(0, 5).Select(i => (char)('a' + (tries / (int)Math.Pow(26, i) % 26))));
            var code = NameCodes.Of(hash, TokenNameMatcher.Instance.Normalise(given + " smith").Value);
            if (!seen.TryAdd(code, given)) pair = (seen[code], given);
        }

        Contact[] rows =
        [
            new("a") { Name = pair.First + " Smith", Emails = ["home@example.com"] },
            new("b") { Name = pair.Second + " Smith", Emails = ["home@example.com"] },
        ];
        await using var list = await Engine.Reader(new(), new() { Hash = hash }).ReadAsync(new ContactList(rows), null, default);
        var people = list.People().ToList();
        people.Should().HaveCount(2).And.OnlyContain(p => p.SharedAddresses.Count == 1);
    }
}
