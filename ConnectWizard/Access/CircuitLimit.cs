using System.Diagnostics.CodeAnalysis;
using ConnectWizard.Components;
using ConnectWizard.Startup;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

/// <summary>How many open pages this process serves: the section <c>Pages</c>.</summary>
public sealed class PagesOptions
{
    public const string Section = "Pages";

    /// <summary>Circuits with a browser. One has about 0.5 MB.</summary>
    public int MaxCircuits { get; set; } = 4000;
}

internal sealed class ValidatePagesOptions : IValidateOptions<PagesOptions>
{
    public ValidateOptionsResult Validate(string? name, PagesOptions options) => options.MaxCircuits > 0
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Pages:MaxCircuits: write a number greater than 0.");
}

/// <summary>Counts the circuits that have a browser; the framework bounds those that wait for theirs. Beyond the limit no more begin, and pages say so.</summary>
internal sealed partial class CircuitLimit(IOptions<PagesOptions> options, LimitedLogger<CircuitLimit> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);
    private int _count;

    public bool IsReached => Volatile.Read(ref _count) >= options.Value.MaxCircuits;

    public void Enter() => Interlocked.Increment(ref _count);

    public void Leave() => Interlocked.Decrement(ref _count);

    /// <summary>Refuses pages that would have a circuit, and new connections of circuits; those that are open go on.</summary>
    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsReached)
            return next(context);
        var isPage = context.GetEndpoint()?.Metadata.GetMetadata<RootComponentMetadata>()?.Type == typeof(App);
        if (!isPage && !IsNewConnection(context.Request))
            return next(context);

        Refused(logger, options.Value.MaxCircuits);
        context.Response.Headers.RetryAfter = $"{RetryAfter.TotalSeconds}";
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(TooManyPages.Path)] = context.Request.Path.ToUriComponent() };
        return isPage
            ? new RazorComponentResult<TooManyPages>(parameters) { StatusCode = StatusCodes.Status503ServiceUnavailable }.ExecuteAsync(context)
            : Task.CompletedTask;
    }

    /// <summary>The first request of a connection; the others name it.</summary>
    private static bool IsNewConnection(HttpRequest request) =>
        request.Path.StartsWithSegments("/_blazor/negotiate", StringComparison.Ordinal)
        || (request.Path.Equals("/_blazor", StringComparison.Ordinal) && !request.Query.ContainsKey("id"));

    [LoggerMessage(7010, LogLevel.Warning, "A page was refused: {Count} are open, which is the most that Pages:MaxCircuits allows")]
    private static partial void Refused(ILogger logger, int count);
}

/// <summary>Tells the limit of one circuit, for as long as its browser is connected.</summary>
[SuppressMessage("Usage", "CA1812", Justification = "Made by the container.")]
internal sealed class CircuitCounter(CircuitLimit limit) : CircuitHandler
{
    private bool _isCounted;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (!_isCounted)
            limit.Enter();
        _isCounted = true;
        return Task.CompletedTask;
    }

    /// <summary>Called again when a circuit ends whose browser had gone before.</summary>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_isCounted)
            limit.Leave();
        _isCounted = false;
        return Task.CompletedTask;
    }
}
