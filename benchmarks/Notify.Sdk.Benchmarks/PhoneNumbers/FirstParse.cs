using System.Diagnostics;
using System.Globalization;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Benchmarks.PhoneNumbers;

/// <summary>What the first number costs a process: each measurement is a process of its own.</summary>
internal static class FirstParse
{
    private const int Rounds = 21;
    private const string Number = "+49 30 23125000";

    /// <summary>In the new process: reads one number and prints the milliseconds of processor time that it took.</summary>
    public static void Print(string engine)
    {
        var start = Environment.CpuUsage.TotalTime;
        var isValid = engine == "library" ? Library() : Ours();
        var taken = Environment.CpuUsage.TotalTime - start;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isValid ? taken.TotalMilliseconds : double.NaN):F2}"));
    }

    public static void Compare()
    {
        var (ours, library) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(Ask("ours"));
            library.Add(Ask("library"));
        }

        var (our, their) = (Median(ours), Median(library));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"first number of a process: {our:F1} ms of processor time, the library's own {their:F1} ms: {our / their:F2} times "
            + $"(medians of {Rounds}; least {ours.Min():F1} and {library.Min():F1})"));
    }

    private static bool Ours() => PhoneNumber.TryParse(Number, null, out var number, out _)
        && number.IsValid && number.Type != PhoneNumberType.Unknown && number.ToE164().Length > 0;

    private static bool Library()
    {
        var util = Google.PhoneNumberUtil.GetInstance();
        var number = util.Parse(Number, null);
        return util.IsValidNumber(number) && util.GetNumberType(number) != Google.PhoneNumberType.UNKNOWN
            && util.Format(number, Google.PhoneNumberFormat.E164).Length > 0;
    }

    private static double Ask(string engine)
    {
        // The apphost takes the arguments alone, "dotnet" wants the assembly first.
        var assembly = typeof(FirstParse).Assembly.Location;
        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] arguments = isHost ? [assembly, "phones", "first", engine] : ["phones", "first", engine];
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(printed, CultureInfo.InvariantCulture);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
