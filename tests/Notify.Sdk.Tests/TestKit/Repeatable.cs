using FsCheck;
using FsCheck.Fluent;

namespace Notify.Sdk.Tests.TestKit;

/// <summary>Property checks whose cases are the same on every machine and in every run.</summary>
internal static class Repeatable
{
    public static void ForAll<T>(Gen<T> cases, int tests, Action<T> holds, ulong seed = 7) =>
        Prop.ForAll(cases.ToArbitrary(), holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(tests)
                .WithReplay(new Replay(new Rnd(seed, 11), Microsoft.FSharp.Core.FSharpOption<int>.None)));
}
