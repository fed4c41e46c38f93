namespace Notify.Sdk.Planning;

/// <summary>Tells how a place is known, in texts that are made when somebody reads them. Immutable; thread-safe.</summary>
internal interface IPlaceStory
{
    /// <summary>Countries and parts, each with the fields that name it. No field's own text is in it.</summary>
    string Evidence(Place place);

    /// <summary>What was not understood or differs; usually empty.</summary>
    IReadOnlyList<Reason> Reasons(Place place);
}
