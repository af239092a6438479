using System.Globalization;
using System.Runtime.InteropServices;
using ConnectWizard.Benchmarks;
using ConnectWizard.Benchmarks.Circuits;
using ConnectWizard.Benchmarks.Listing;

switch (args)
{
    case ["serve-listing"]:
        await ListingServer.RunAsync();
        return;
    case ["serve-product", .. var settings]:
        await ProductServer.RunAsync(settings);
        return;
}

IBenchmark[] all = [new ListingBenchmark(), new CircuitBenchmark()];
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
