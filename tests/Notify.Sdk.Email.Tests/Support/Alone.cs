namespace Notify.Sdk.Email.Tests.Support;

/// <summary>Tests that count threads or wait for time-outs run by themselves, after the others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
