namespace AzureDevOpsEmulator.Hosting;

/// <summary>How far away a site is: what passes before an answer begins, and how fast it comes.</summary>
internal sealed record Pace(TimeSpan Delay, int? BytesPerSecond, TimeProvider Time)
{
    /// <summary>Waits, and slows the answer's body down.</summary>
    public async Task ApplyAsync(HttpContext context)
    {
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay, Time, context.RequestAborted);
        if (BytesPerSecond is { } speed)
            context.Response.Body = new PacedStream(context.Response.Body, speed, Time);
    }
}
