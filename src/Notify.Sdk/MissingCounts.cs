using System.Globalization;
using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>
/// How many people of one send are not told only because nobody said which language they read or where they are, in sentences that name
/// the option.
/// </summary>
internal sealed class MissingCounts
{
    private const string Rule = "audience/list";

    private int _language;
    private int _zone;

    public void Count(MissingEvidence missing)
    {
        if (missing.HasFlag(MissingEvidence.Language))
            _language++;
        if (missing.HasFlag(MissingEvidence.Zone))
            _zone++;
    }

    public IEnumerable<Reason> Notices(Topic topic)
    {
        if (_language > 0)
            yield return new(ReasonCodes.LanguageUnknown, Rule,
                Say(_language, topic, "nobody knows which language they read",
                "Contact.Language, or AudienceOptions.ListLanguage if the whole list reads one"));
        if (_zone > 0)
            yield return new(ReasonCodes.ZoneUnknown, Rule,
                Say(_zone, topic, "nobody knows where they are, so when it is day for them",
                "Contact.Country or TimeZone, or AudienceOptions.ListZone if the whole list lives in one zone"));
    }

    private static string Say(int people, Topic topic, string why, string option) => string.Create(CultureInfo.InvariantCulture,
        $"{people} {(people == 1 ? "person is" : "people are")} not told of '{topic.Name}', because {why}. Set {option}.");
}
