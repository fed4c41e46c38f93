using Notify.Sdk.Benchmarks.PhoneNumbers;

if (args is ["phones", .. var rest])
    PhoneNumberFileBenchmark.Run(rest is [var path, ..] ? path : PhoneInputs.SamplePath);
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(PhoneInputs).Assembly).Run(args);
