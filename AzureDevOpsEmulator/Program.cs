using System.Runtime.InteropServices;
using AzureDevOpsEmulator;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build();
var localData = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
var settings = new EmulatorSettings
{
    DataFolder = configuration["data"] ?? Path.Combine(localData, "AzureDevOpsEmulator"),
    HookDelayFactor = double.Parse(configuration["hook-delay-factor"] ?? "1", CultureInfo.InvariantCulture),
    Scale = configuration.GetSection("scale").Get<EmulatedScale>(),
    Urls = (configuration["urls"] ?? "http://127.0.0.1:8081;https://localhost:8444").Split(';', StringSplitOptions.RemoveEmptyEntries),
};

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    await using var emulator = await Emulator.StartAsync(settings, stop.Token);
    Console.WriteLine($"Azure DevOps emulator: {new Uri(emulator.BaseUrl, "_emulator")} describes it. Data: {settings.DataFolder}");
    foreach (var server in emulator.Servers)
        Console.WriteLine($"  {server.Version,-60} {server.DirectUrl}");
    Console.WriteLine($"Push and open pull requests: {new Uri(emulator.BaseUrl, "_emulator/world")}");
    Console.WriteLine("Ctrl+C stops it.");
    await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    // Stop was requested.
}
catch (Exception failure) when (failure is IOException or ArgumentException or InvalidDataException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}

return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
