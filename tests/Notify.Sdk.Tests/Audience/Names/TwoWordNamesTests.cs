using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class TwoWordNamesTests
{
    private int _read;

    [Fact]
    public void Names_of_two_words_have_the_words_of_the_matcher()
    {
        var names = new TwoWordNames(); // one for all: what it wrote before must not show
        Prop.ForAll(Name().ToArbitrary(), name =>
        {
            if (!names.TryRead(name, out var first, out var second)) return;
            _read++;
            var expected = TokenNameMatcher.Instance.Normalise(name);
            $"{Encoding.ASCII.GetString(names.First[..first])} {Encoding.ASCII.GetString(names.Second[..second])}".Should()
                .Be(expected.Value, name);
            (first == 1 || second == 1).Should().Be(expected.HasInitials, name);
            names.First[first..].ContainsAnyExcept((byte)0).Should().BeFalse();
            names.Second[second..].ContainsAnyExcept((byte)0).Should().BeFalse();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
        _read.Should().BeGreaterThan(3_000);
    }

    private static Gen<string> Name() =>
        from words in Word().ListOf(2)
        from more in Gen.Frequency<string>((9, Gen.Constant("")), (1, Word()))
        from gaps in Gen.Elements("", " ", ", ", "-", ".", " . ", "/", "\t", "'", "\u00A0").Or(Gen.Constant(" ")).ListOf(4)
        select gaps[0].Trim('/') + words[0] + gaps[1] + words[1] + gaps[2] + more + gaps[3].Replace("'", "", StringComparison.Ordinal);

    private static Gen<string> Word() => Gen.OneOf(
        Gen.Elements("A", "z", "7", "Ann", "ann", "ANNA", "Lee", "Leeson", "O'Lee", "Müller", "Alexandra", "Alexander", "Alexandrina",
            "12345678", "1234567", "Abcdefghijklmnop", "Abcdefghijklmnopq", ""),
        Gen.Elements("abcdefgxyzABCXYZ0189".ToCharArray()).ListOf(6).Select(string.Concat));
}
