namespace Notify.Sdk.PhoneNumbers.Tests;

/// <summary>
/// The numbering plans are those of the package that is loaded: the same sources, built with -p:PhoneLibraryVersion=9.0.40,
/// give the answers of that version. The numbers are examples and pattern samples of the metadata.
/// </summary>
public sealed class LibraryVersionTests
{
    private static readonly Version Loaded = Version.Parse(PhoneNumber.MetadataVersion);

    // Plans that changed between 9.0.40 and 9.0.43: Benin, Botswana, Costa Rica, Zimbabwe, Finland.
    [SkippableTheory]
    [InlineData("+22985751234", PhoneNumberType.Voip, PhoneNumberType.Unknown)]
    [InlineData("+22981123456", PhoneNumberType.Uan, PhoneNumberType.Unknown)]
    [InlineData("+26779101234", PhoneNumberType.Voip, PhoneNumberType.Mobile)]
    [InlineData("+50620053125", PhoneNumberType.FixedLine, PhoneNumberType.Unknown)]
    [InlineData("+2631312345", PhoneNumberType.FixedLine, PhoneNumberType.Unknown)]
    [InlineData("+35849469337", PhoneNumberType.Mobile, PhoneNumberType.Unknown)]
    public void A_number_has_the_type_that_the_loaded_version_gives_it(string text, PhoneNumberType in40, PhoneNumberType in43)
    {
        var isOld = Loaded == new Version(9, 0, 40);
        Skip.If(!isOld && Loaded < new Version(9, 0, 43), "Between the two versions that were looked at.");

        // Often enough for the lane to answer too.
        for (var i = 0; i < 3; i++)
            PhoneNumber.Parse(text, null).Type.Should().Be(isOld ? in40 : in43);
    }

    [Fact]
    public void The_version_of_the_metadata_is_that_of_the_loaded_library() =>
        PhoneNumber.MetadataVersion.Should().Be(typeof(Google.PhoneNumberUtil).Assembly.GetName().Version!.ToString(3));
}
