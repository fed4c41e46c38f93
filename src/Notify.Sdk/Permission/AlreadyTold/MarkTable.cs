using System.Runtime.InteropServices;

namespace Notify.Sdk.Permission;

/// <summary>Marks by whom they speak of; most subjects have one.</summary>
internal sealed class MarkTable<TSubject> where TSubject : notnull
{
    private readonly Dictionary<TSubject, OnceMark[]> _marks = [];

    public IEnumerable<OnceMark> All => _marks.Values.SelectMany(m => m);

    public void Add(TSubject subject, OnceMark mark)
    {
        ref var marks = ref CollectionsMarshal.GetValueRefOrAddDefault(_marks, subject, out _);
        marks = marks is null ? [mark] : [.. marks.Where(m => m.Key != mark.Key), mark];
    }

    public ReadOnlySpan<OnceMark> At(TSubject subject) => _marks.Count > 0 && _marks.TryGetValue(subject, out var marks) ? marks : default;
}
