using System.Globalization;
using System.Runtime.InteropServices;
using ConnectWizard.Benchmarks;
using ConnectWizard.Benchmarks.Checking;
using ConnectWizard.Benchmarks.Circuits;
using ConnectWizard.Benchmarks.Cloning;
using ConnectWizard.Benchmarks.Listing;
using ConnectWizard.Benchmarks.Loading;
using ConnectWizard.Benchmarks.Receiving;
using ConnectWizard.Benchmarks.Typing;
using ConnectWizard.Benchmarks.Walking;

switch (args)
{
    case ["serve-listing"]:
        await ListingServer.RunAsync();
        return 0;
    case ["serve-blank", var script, .. var settings]:
        await BlankApp.RunAsync(script, settings);
        return 0;
    case ["serve-product", .. var settings]:
        await ProductServer.RunAsync(settings);
        return 0;
}

IBenchmark[] all =
[
    new ListingBenchmark(), new TypingBenchmark(), new CircuitBenchmark(), new WalkingBenchmark(), new LoadingBenchmark(), new DashboardBenchmark(), new CheckingBenchmark(), new DeliveryBenchmark(), new CloningBenchmark(),
];
if (args.Except(all.Select(benchmark => benchmark.Name), StringComparer.Ordinal).Any())
{
    Console.Error.WriteLine($"usage: ./bench [{string.Join('|', all.Select(benchmark => benchmark.Name))}]…");
    return 2;
}

var chosen = args.Length == 0 ? all : [.. all.Where(benchmark => args.Contains(benchmark.Name, StringComparer.Ordinal))];
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{DateTimeOffset.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"));
Console.WriteLine();
Console.WriteLine("| what | figure | floor | ratio | aim | |");
Console.WriteLine("|---|---|---|---|---|---|");
foreach (var benchmark in chosen)
{
    await foreach (var row in benchmark.RunAsync())
        Console.WriteLine($"| {row.What} | {row.Figure} | {row.Floor} | {row.Ratio} | {row.Aim} | {row.IsMet switch { true => "met", false => "**missed**", null => "" }} |");
}

return 0;
