using System.Runtime.InteropServices;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>
/// Marks by the id of the account or the value of the address that they speak of; most have one. Which account and which kind of
/// address is for the reader to compare: a table of strings is the fastest there is.
/// </summary>
internal sealed class MarkTable
{
    private readonly Dictionary<string, OnceMark[]> _marks = [];

    public IEnumerable<OnceMark> All => _marks.Values.SelectMany(m => m);

    public void Add(string subject, OnceMark mark)
    {
        ref var marks = ref CollectionsMarshal.GetValueRefOrAddDefault(_marks, subject, out _);
        marks = marks is null ? [mark] : [.. marks.Where(m => m.Key != mark.Key), mark];
    }

    public ReadOnlySpan<OnceMark> At(string subject) => _marks.Count > 0 && _marks.TryGetValue(subject, out var marks) ? marks : default;
}
