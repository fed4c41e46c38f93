namespace Notify.Sdk.PhoneNumbers.Tests;

/// <summary>Tests that switch the lane off, or need it on, run one after the other.</summary>
[CollectionDefinition(nameof(LaneSwitch))]
public sealed class LaneSwitch;
