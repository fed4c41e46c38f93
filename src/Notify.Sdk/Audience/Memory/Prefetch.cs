using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Notify.Sdk.Audience;

/// <summary>
/// Tells the processor what will be read soon. Lists are longer than its caches and addresses lead to rows anywhere, so most
/// of the time that it takes to join them is waiting; some reads ahead, waits overlap. A hint: without it nothing changes but time.
/// </summary>
internal static unsafe class Prefetch
{
    /// <summary>How many reads ahead.</summary>
    public const int Distance = 24;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(ref T place)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref place));
    }
}
