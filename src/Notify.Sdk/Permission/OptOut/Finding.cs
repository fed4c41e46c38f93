namespace Notify.Sdk.Permission;

/// <summary>The rules that read a clause. The names, in lower case, are what is kept as evidence.</summary>
internal enum ReplyFrame : byte
{
    None,
    Stop,
    StopSending,
    StopFirst,
    Leave,
    Depart,
    Remove,
    Cancel,
    NotSend,
    NotWant,
    NoMore,
    Withdraw,
    Object,
    Fed,
    Idiom,
    Hint,
    Denied,
    Threat,
    Already,
    Mistake,
    Resume,
    Help,
    Fewer,
    Channel,
    Time,
    Only,
    Language,
    Who,
    Person,
    Misspelt,
}

/// <summary>What a clause says, and by which rule.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Frame">The rule.</param>
/// <param name="Scope">What a stop is about.</param>
internal readonly record struct Finding(ReplyKind Kind, ReplyFrame Frame, ReplyScope Scope = ReplyScope.Unstated)
{
    public static readonly Finding None = new(ReplyKind.Other, ReplyFrame.None);

    /// <summary>The rule that tells how the person would rather have the messages; it goes along with what is stronger.</summary>
    public ReplyFrame Wish { get; init; } = Frame >= ReplyFrame.Fewer && Frame <= ReplyFrame.Person ? Frame : ReplyFrame.None;

    /// <summary>An opt-out anywhere wins; then a doubt; then a wish, help and opt-in.</summary>
    public int Rank => Kind switch
    {
        ReplyKind.OptOut => Scope == ReplyScope.Unstated ? 7 : 6,
        ReplyKind.Doubtful => 5,
        ReplyKind.Wish => 4,
        ReplyKind.Help => 3,
        ReplyKind.OptIn => 2,
        _ => 0,
    };

    /// <summary>Whether it is an order, in doubt or not: stop, remove, do not send.</summary>
    public bool IsOrder => Frame is >= ReplyFrame.Stop and <= ReplyFrame.NoMore;

    public static Finding Stop(ReplyFrame frame) => new(ReplyKind.OptOut, frame);

    public static Finding Doubt(ReplyFrame frame) => new(ReplyKind.Doubtful, frame);

    /// <summary>The stronger of two that are about the same words.</summary>
    public Finding Or(Finding other) => other.Rank > Rank ? other : this;

    /// <summary>
    /// Both: the stronger, with the wish of either. Who would rather have another channel stops this one, not every one.
    /// </summary>
    public Finding And(Finding other)
    {
        var both = Or(other) with { Wish = Wish != ReplyFrame.None ? Wish : other.Wish };
        return both is { Kind: ReplyKind.OptOut, Scope: not ReplyScope.Topic, Wish: ReplyFrame.Channel }
            ? both with { Scope = ReplyScope.Channel } : both;
    }
}
