using System.Text;

namespace Notify.Sdk.SyntheticLists;

/// <summary>A name as it is written, in capitals, in small letters, and as it stands in an email address.</summary>
internal sealed class Name(string text, string? ascii = null, string? nickname = null)
{
    public byte[] Text { get; } = Encoding.UTF8.GetBytes(text);

    public byte[] Upper { get; } = Encoding.UTF8.GetBytes(text.ToUpperInvariant());

    public byte[] Lower { get; } = Encoding.UTF8.GetBytes(text.ToLowerInvariant());

    /// <summary>Letters only.</summary>
    public byte[] Ascii { get; } = Encoding.UTF8.GetBytes((ascii ?? text).ToLowerInvariant());

    public Name? Nickname { get; } = nickname is null ? null : new(nickname);
}

/// <summary>
/// Names that are common in the two countries, the more common ones first: a couple shares an initial about as often as in
/// life, which is what makes <c>J. Smith</c> doubtful.
/// </summary>
internal static class Names
{
    public static Name[] Men { get; } = Parse(
        "James=Jim John=Jack Robert=Bob Michael=Mike William=Bill David=Dave Richard=Rick Joseph=Joe Thomas=Tom Charles=Chuck "
        + "Christopher=Chris Daniel=Dan Matthew=Matt Anthony=Tony Mark Donald=Don Steven=Steve Paul Andrew=Andy Joshua=Josh "
        + "Kenneth=Ken Kevin Brian George Edward=Ed Ronald=Ron Timothy=Tim Jason Jeffrey=Jeff Ryan Jacob=Jake Gary Nicholas=Nick "
        + "Eric Jonathan=Jon Stephen=Steve Larry Justin Scott Brandon Benjamin=Ben Samuel=Sam Gregory=Greg Frank Alexander=Alex "
        + "Raymond=Ray Patrick=Pat Jack Dennis Jerry Tyler Aaron José/jose Adam Henry Nathan Douglas=Doug Zachary=Zach Peter=Pete Kyle");

    public static Name[] Women { get; } = Parse(
        "Mary Patricia=Pat Jennifer=Jen Linda Elizabeth=Liz Barbara=Barb Susan=Sue Jessica=Jess Sarah Karen Lisa Nancy Betty "
        + "Margaret=Peggy Sandra=Sandy Ashley Kimberly=Kim Emily Donna Michelle Carol Amanda=Mandy Dorothy=Dot Melissa Deborah=Deb "
        + "Stephanie=Steph Rebecca=Becky Sharon Laura Cynthia=Cindy Kathleen=Kathy Amy Angela=Angie Shirley Anna Brenda Pamela=Pam "
        + "Emma Nicole Helen Samantha=Sam Katherine=Kate Christine=Chris Debra=Deb Rachel Carolyn Janet Catherine=Cathy Maria "
        + "Heather Diane Ruth Julie Olivia Joyce Virginia Victoria=Vicky Kelly Lauren Christina=Tina Zoë/zoe");

    public static Name[] GermanMen { get; } = Parse(
        "Peter Michael Thomas Andreas=Andi Wolfgang Klaus Jürgen/juergen Günter/guenter Stefan Christian=Chris Uwe Werner Horst "
        + "Frank Dieter Manfred Gerhard=Gerd Hans Bernd Thorsten Matthias Helmut Walter Heinz Martin Jörg/joerg Rolf Jens Sven "
            + "Alexander=Alex");

    public static Name[] GermanWomen { get; } = Parse(
        "Ursula=Uschi Karin Helga Sabine Ingrid Renate Monika=Moni Susanne=Susi Gisela Petra Birgit Andrea Claudia Elisabeth Brigitte "
        + "Christa Anna Heike Gabriele=Gabi Angelika Stefanie Katrin Bärbel/baerbel Käthe/kaethe Ute Martina Anja Silke Julia Nicole");

    public static Name[] Surnames { get; } = Parse(
        "Smith Johnson Williams Brown Jones García/garcia Miller Davis Rodríguez/rodriguez Martínez/martinez Hernandez Lopez Gonzalez "
        + "Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker "
        + "Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts "
        + "Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz "
        + "Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray "
        + "Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins Perry Russell Sullivan "
        + "Bell Coleman Butler Henderson Barnes Fisher Vasquez Simmons Graham Murray Ford Hamilton West Jordan Owens O'Brien/obrien");

    public static Name[] GermanSurnames { get; } = Parse(
        "Müller/mueller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer/schaefer Koch Bauer Richter Klein "
        + "Wolf Schröder/schroeder Neumann Schwarz Zimmermann Braun Krüger/krueger Hofmann Hartmann Lange Schmitt Werner Krause Meier "
        + "Lehmann Schmid Schulze Maier Köhler/koehler Herrmann König/koenig Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz "
            + "Möller/moeller "
        + "Weiß/weiss Jung Hahn Schubert Vogel Friedrich Keller Günther/guenther Frank Berger Winkler Roth Beck Lorenz Baumann Franke");

    private static Name[] Parse(string names) => [.. names.Split(' ').Select(entry =>
    {
        var (rest, nickname) = entry.Split('=') is [var before, var after] ? (before, after) : (entry, null);
        return rest.Split('/') is [var text, var ascii] ? new Name(text, ascii, nickname) : new Name(rest, null, nickname);
    })];
}
