using System.Collections.Concurrent;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>Checks what a row of <see cref="Findings"/> is about, each once. Those that wait in vain wait together, from the first that is asked for.</summary>
public sealed class CheckedFindings : IAsyncLifetime
{
    /// <summary>For a rung, where one gets no answer: shorter than in the product, and long enough for the rungs that do.</summary>
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(6);

    private readonly ConcurrentDictionary<Finding, Lazy<Task<CheckResult>>> _results = new();

    public EmulatedCheck Check { get; } = new();

    public ValueTask InitializeAsync() => Check.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_results.Values.Select(result => result.Value));
        await Check.DisposeAsync();
    }

    public Task<CheckResult> CheckAsync(Finding finding)
    {
        foreach (var waiting in finding.Hangs ? Findings.All.Where(one => one.Hangs) : [])
            _ = Begin(waiting);

        return Begin(finding);
    }

    private Task<CheckResult> Begin(Finding finding) =>
        _results.GetOrAdd(finding, one => new Lazy<Task<CheckResult>>(() => RunAsync(one))).Value;

    private Task<CheckResult> RunAsync(Finding finding)
    {
        var subject = Check.Subject(UrlOf(finding.Host), finding.Collection, finding.Token);
        subject = finding.Repository is null ? subject : subject with { Project = "Mission Control", Repository = finding.Repository };
        return Check.RunAsync(subject, _ => { }, finding.Hangs ? WaitTimeout : null, TestContext.Current.CancellationToken);
    }

    private string UrlOf(string host) =>
        Check.Emulator.Scenes.FirstOrDefault(scene => scene.Name == host)?.Url.AbsoluteUri
        ?? Check.Emulator.Servers.FirstOrDefault(server => server.Name == host)?.BaseUrl.AbsoluteUri
        ?? host;
}
