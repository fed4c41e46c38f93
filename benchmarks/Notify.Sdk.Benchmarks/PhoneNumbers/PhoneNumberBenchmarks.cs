using BenchmarkDotNet.Attributes;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Benchmarks.PhoneNumbers;

/// <summary>Single steps over a thousand mixed texts of the sample, with allocations.</summary>
[MemoryDiagnoser]
public class PhoneNumberBenchmarks
{
    private const int Count = 1000;
    private readonly char[] _destination = new char[128];
    private string[] _texts = [];
    private string[] _regions = [];
    private string[] _international = [];
    private PhoneNumber[] _numbers = [];

    [GlobalSetup]
    public void Setup()
    {
        var inputs = PhoneInputs.Read(PhoneInputs.SamplePath);
        _texts = inputs.Texts[..Count];
        _regions = inputs.Regions[..Count];
        _international = inputs.Texts.Where(text => text.StartsWith('+')).Take(Count).ToArray();
        _numbers = inputs.Texts.Zip(inputs.Regions)
            .Select(pair => PhoneNumber.TryParse(pair.First, pair.Second, out var number, out _) ? number : default)
            .Where(number => number.IsValid).Take(Count).ToArray();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public int StripBound()
    {
        var total = 0;
        foreach (var text in _international)
        {
            if (StripToDigits.TryWrite(text, _destination, out var length))
                total += length;
        }

        return total;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int Parse()
    {
        var total = 0;
        for (var i = 0; i < Count; i++)
        {
            if (PhoneNumber.TryParse(_texts[i], _regions[i], out var number, out _) && number.IsValid)
                total++;
        }

        return total;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int ToE164() => Write(PhoneNumberFormat.E164);

    [Benchmark(OperationsPerInvoke = Count)]
    public int ToInternational() => Write(PhoneNumberFormat.International);

    [Benchmark(OperationsPerInvoke = Count)]
    public int ToNational() => Write(PhoneNumberFormat.National);

    [Benchmark(OperationsPerInvoke = Count)]
    public int TimeZones()
    {
        var total = 0;
        foreach (var number in _numbers)
            total += number.TimeZones.Count;
        return total;
    }

    private int Write(PhoneNumberFormat format)
    {
        var total = 0;
        foreach (var number in _numbers)
        {
            number.TryFormat(_destination, out var length, format);
            total += length;
        }

        return total;
    }
}
