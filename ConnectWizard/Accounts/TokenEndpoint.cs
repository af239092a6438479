using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ConnectWizard.Connections;
using ConnectWizard.Network;

namespace ConnectWizard.Accounts;

/// <summary>
/// Redeems codes and refresh tokens at the provider. One request each, never repeated: both are good for one use. What it sends and gets are
/// secrets, so nothing of it is logged.
/// </summary>
internal sealed class TokenEndpoint([FromKeyedServices(OutboundHttp.Configured)] OutboundHttp http, EntraApp app, TimeProvider time)
{
    /// <summary>The longest that a request takes, its answer's last byte included, however the provider drips.</summary>
    public static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(20);

    private const long MaxResponseBytes = 1024 * 1024;
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Redeems the code that a sign-in came back with.</summary>
    /// <returns>An answer that has an access token; the caller disposes of it.</returns>
    public Task<Result<JsonDocument>> RedeemAsync(string code, string verifier, Uri redirectUri, string? tenant, CancellationToken cancellationToken) =>
        PostAsync(tenant, EntraProblems.Of, [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectUri.AbsoluteUri), ("code_verifier", verifier)], cancellationToken);

    /// <summary>Redeems a refresh token.</summary>
    /// <returns>An answer that has an access token; <see cref="ProblemCode.SignInAgain"/> when the refresh token is of no use any more.</returns>
    public Task<Result<JsonDocument>> RefreshAsync(Secret refresh, string? tenant, CancellationToken cancellationToken)
    {
        // Entra wants them named again. To other providers silence means "as granted", and naming one that they had left out is a fault.
        (string, string)[] scopes = app.IsEntra ? [("scope", string.Join(' ', app.Scopes))] : [];
        return PostAsync(tenant, EntraProblems.OfRenewal, [("grant_type", "refresh_token"), ("refresh_token", refresh.Reveal()), .. scopes], cancellationToken);
    }

    private async Task<Result<JsonDocument>> PostAsync(
        string? tenant, Func<EntraError, Problem> problemOf, (string Name, string Value)[] form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, app.TokensFor(tenant));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new FormUrlEncodedContent([.. form.Append(("client_id", app.ClientId)).Concat(Proof()).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))]);
        using var clock = new Deadline(TotalTimeout, time, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, ResponseTimeout, clock.Token);
            await using var body = await http.OpenBodyAsync(response, MaxResponseBytes, ResponseTimeout, clock.Token);
            return await ReadAsync(response, body, problemOf, clock.Token);
        }
        catch (NetworkException failed)
        {
            return SignInNetworkProblems.Of(failed.Failure);
        }
        catch (OperationCanceledException) when (clock.IsOver)
        {
            return SignInNetworkProblems.Of(new NetworkFailure(NetworkFailureKind.TimedOut, request.RequestUri!.IdnHost, request.RequestUri.Port) { Limit = TotalTimeout });
        }
    }

    private IEnumerable<(string Name, string Value)> Proof() => app.Credential is { } secret ? [("client_secret", secret.Reveal())] : [];

    private async Task<Result<JsonDocument>> ReadAsync(
        HttpResponseMessage response, Stream body, Func<EntraError, Problem> problemOf, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        JsonDocument? document = null;
        try
        {
            document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            if (status == 200 && TokenGrant.IsIn(document.RootElement))
                return Taken(ref document);
            if (status >= 400 && EntraError.In(document.RootElement) is { } error)
                return problemOf(error) with { RetryAfter = WaitOf(response) };
        }
        catch (JsonException)
        {
            // What it is instead does not matter, and may hold what we sent.
        }
        finally
        {
            document?.Dispose();
        }

        return Broken(response, status);
    }

    private static JsonDocument Taken(ref JsonDocument? document)
    {
        var taken = document!;
        document = null;
        return taken;
    }

    private TimeSpan? WaitOf(HttpResponseMessage response) => RetryAfter.In(response.Headers, time.GetUtcNow());

    private Problem Broken(HttpResponseMessage response, int status)
    {
        var problem = status is 429 or >= 500
            ? new Problem(ProblemCode.SignInUnreachable).With(ProblemText.Variant, "busy")
            : new Problem(ProblemCode.SignInBroken);
        problem = problem with { RetryAfter = WaitOf(response) };
        var number = status.ToString(CultureInfo.InvariantCulture);
        return problem.With("host", response.RequestMessage!.RequestUri!.IdnHost).With("status", number).WithEvidence(
            new Evidence("Status", number), new Evidence("Content type", response.Content.Headers.ContentType?.MediaType ?? "none"));
    }
}
