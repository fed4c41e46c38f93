using Notify.Sdk.Benchmarks.Audience;
using Notify.Sdk.Benchmarks.PhoneNumbers;
using Notify.Sdk.Benchmarks.Smtp;

if (args is ["phones", .. var rest])
    PhoneNumberFileBenchmark.Run(rest is [var path, ..] ? path : PhoneInputs.SamplePath);
else if (args is ["audience", .. var options])
    await AudienceBenchmark.RunAsync(AudienceArguments.Parse(options));
else if (args is ["smtp"])
    await SmtpBenchmark.RunAsync();
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(PhoneInputs).Assembly).Run(args);
