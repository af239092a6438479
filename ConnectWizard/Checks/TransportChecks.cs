using System.Globalization;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>The items below HTTP: address, name, policy, port, TLS.</summary>
internal sealed class TransportChecks(ITransportProbe probe, CheckRateLimiter limiter, CheckRun run)
{
    /// <summary>Time to get another certificate, also across holidays.</summary>
    private static readonly TimeSpan RenewalWindow = TimeSpan.FromDays(30);

    /// <returns>False when an item has failed or the check has ended.</returns>
    public async Task<bool> RunAsync() =>
        ReadAddress()
        && await ResolveAsync() is { } resolved
        && Permit(resolved) is { } permitted
        && await ConnectAsync(permitted)
        && await HandshakeAsync(permitted);

    private bool ReadAddress()
    {
        run.Start(CheckItemId.Address);
        var parsed = run.Subject.Address;
        if (parsed.Target is { } target)
        {
            run.Target = target;
            var notes = parsed.Notes.Select(note => new Evidence("Note", note.Text));
            run.Pass(CheckItemId.Address, notes, ("url", target.Address.DisplayUrl), ("collection", target.Collection));
            return true;
        }

        // The address may be right while the collection is missing: then that item fails.
        var problem = parsed.UrlProblem ?? parsed.CollectionProblem!;
        var item = CheckItemMapping.Of(problem.Code, CheckItemId.Address);
        if (item == CheckItemId.Collection)
        {
            run.PassAs(CheckItemId.Address, "alone", [], ("url", parsed.Address?.DisplayUrl ?? ""));
            run.Fail(CheckItemId.Collection, problem);
        }
        else
        {
            run.Fail(CheckItemId.Address, problem);
        }

        return false;
    }

    private async Task<ResolvedHost?> ResolveAsync()
    {
        run.Start(CheckItemId.Dns);
        var resolved = await run.AskAsync(CheckItemId.Dns, token => probe.ResolveAsync(run.Target.Address, token));
        if (Check(CheckItemId.Dns, resolved) is not { } host)
            return null;

        if (host.ConnectTo is { } target)
        {
            run.PassAs(CheckItemId.Dns, "routed", [new Evidence("Network:ConnectTo", target)], ("target", target));
        }
        else if (host.Proxy is { } proxy)
        {
            run.PassAs(CheckItemId.Dns, "proxied", [new Evidence("Network:Proxy", proxy)], ("proxy", proxy));
        }
        else if (probe.Permit(host).Problem is not null)
        {
            // What is at a closed network's names is not for everybody who types them.
            run.PassAs(CheckItemId.Dns, "refused", []);
        }
        else
        {
            var addresses = string.Join(", ", host.Addresses);
            run.Pass(CheckItemId.Dns, [new Evidence("Addresses", addresses)], ("addresses", addresses));
        }

        return host;
    }

    private ResolvedHost? Permit(ResolvedHost resolved)
    {
        run.Start(CheckItemId.Policy);
        var permitted = probe.Permit(resolved);
        if (permitted.Problem is { } problem)
        {
            // An address that was typed as such is not "in" a network by its name.
            var isTyped = resolved.Addresses is [var address] && address.ToString() == run.Target.Address.Host.Trim('[', ']');
            run.Fail(CheckItemId.Policy, isTyped && problem.Code == ProblemCode.AddressNotAllowed ? problem.With(ProblemText.Variant, "address") : problem);
            return null;
        }

        if (limiter.Take(run.Subject, resolved) is { } tooMany)
        {
            run.Fail(CheckItemId.Policy, tooMany);
            return null;
        }

        run.Pass(CheckItemId.Policy, []);
        return permitted.Value;
    }

    private async Task<bool> ConnectAsync(ResolvedHost host)
    {
        run.Start(CheckItemId.Port);
        if (Check(CheckItemId.Port, await run.AskAsync(CheckItemId.Port, token => probe.ConnectAsync(host, token))) is not { } endpoint)
            return false;

        var port = run.Target.Address.Port.ToString(CultureInfo.InvariantCulture);
        run.Pass(CheckItemId.Port, [new Evidence("Address", endpoint.ToString())], ("port", port));
        return true;
    }

    private async Task<bool> HandshakeAsync(ResolvedHost host)
    {
        run.Start(CheckItemId.Tls);
        if (!run.Target.Address.IsEncrypted)
        {
            run.Warn(CheckItemId.Tls, new Problem(ProblemCode.AddressUnencrypted));
            return true;
        }

        if (Check(CheckItemId.Tls, await run.AskAsync(CheckItemId.Tls, token => probe.HandshakeAsync(host, token))) is not { } tls)
            return false;

        var end = tls.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Evidence[] evidence = [new("Certificate", tls.Subject), new("Issuer", tls.Issuer), new("Valid until", end)];
        // The cloud renews its own.
        if (!run.IsServices && tls.NotAfter - run.Now < RenewalWindow)
            run.Warn(CheckItemId.Tls, new Problem(ProblemCode.TlsEndsSoon).With("date", end).WithEvidence(evidence));
        else
            run.Pass(CheckItemId.Tls, evidence, ("protocol", tls.Protocol), ("date", end));
        return true;
    }

    private T? Check<T>(CheckItemId code, Result<T>? result)
        where T : class
    {
        if (result?.Problem is { } problem)
            run.Fail(code, problem);

        return result?.Value;
    }
}
