using System.Globalization;
using Notify.Sdk.Benchmarks.Audience;
using Notify.Sdk.Benchmarks.HandOver;
using Notify.Sdk.Benchmarks.Hooks;
using Notify.Sdk.Benchmarks.Http;
using Notify.Sdk.Benchmarks.PhoneNumbers;
using Notify.Sdk.Benchmarks.Places;
using Notify.Sdk.Benchmarks.Plan;
using Notify.Sdk.Benchmarks.Registers;
using Notify.Sdk.Benchmarks.Replies;
using Notify.Sdk.Benchmarks.Smtp;
using Notify.Sdk.Benchmarks.Windows;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture; // figures read alike everywhere

if (args is ["phones", "first", var engine])
    FirstParse.Print(engine);
else if (args is ["phones", .. var rest])
    PhoneBenchmark.Run(rest is [var path, ..] ? path : PhoneInputs.SamplePath);
else if (args is ["plan", .. var people])
    await PlanCost.RunAsync(people is ["--accounts", var planned] ? int.Parse(planned, CultureInfo.InvariantCulture) : 20_000);
else if (args is ["windows"])
    WindowBenchmark.Run();
else if (args is ["places"])
    PlaceBenchmark.Run();
else if (args is ["audience", .. var options])
    await AudienceBenchmark.RunAsync(AudienceArguments.Parse(options));
else if (args is ["hand-over", .. var only])
    await HandOverBenchmark.RunAsync(only);
else if (args is ["lists", "describe", var list])
    await ListBenchmark.DescribeAsync(list);
else if (args is ["lists", .. var size])
    await ListBenchmark.RunAsync(size is ["--accounts", var count]
        ? int.Parse(count, CultureInfo.InvariantCulture) : 1_000_000);
else if (args is ["replies", "train", .. var corpora])
    ReplyBenchmark.Train(corpora is [var learnt] ? learnt : Path.Combine("tests", "Notify.Sdk.Tests", "Corpora"),
        Path.Combine("src", "Notify.Sdk", "Permission", "OptOut", "Data", "model.bin"));
else if (args is ["replies", var file, .. var misses] && file.EndsWith(".tsv", StringComparison.Ordinal))
    ReplyTable.Print(file, misses is ["misses"]);
else if (args is ["replies", .. var folder])
    ReplyBenchmark.Run(folder is [var data] ? data : Path.Combine("tests", "Notify.Sdk.Tests", "Corpora"));
else if (args is ["smtp"])
    await SmtpBenchmark.RunAsync();
else if (args is ["http"])
    await HttpBenchmark.RunAsync();
else if (args is ["hooks"])
    await HookBenchmark.RunAsync();
else if (args is ["registers", .. var how])
    await RegisterBenchmark.RunAsync(how is ["--entries", var entries]
        ? int.Parse(entries, CultureInfo.InvariantCulture) : 10_000_000);
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(PhoneInputs).Assembly).Run(args);
