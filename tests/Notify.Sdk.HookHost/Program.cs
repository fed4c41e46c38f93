using Notify.Sdk.HookHost;

// hookhost FILE: serves hooks over the file, says where on its output, and ends when its input is closed.
await using var app = HookServer.Build(args[0], "http://127.0.0.1:0");
await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await Console.In.ReadLineAsync();
await app.StopAsync();
