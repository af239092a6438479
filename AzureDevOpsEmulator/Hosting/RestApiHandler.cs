namespace AzureDevOpsEmulator.Hosting;

/// <summary>Handles <c>_apis</c>: finds the operation, checks scopes and version, runs it.</summary>
internal sealed class RestApiHandler(
    RepositoryContents contents, CloudSwitches switches, WorldChanges changes, HookService hooks, TimeProvider time)
{
    /// <param name="collection">Null at server level.</param>
    public async Task HandleAsync(HttpContext context, RequestPath address, TeamProjectCollection? collection, AccessToken token)
    {
        try
        {
            if (HttpMethods.IsOptions(context.Request.Method))
                await WriteLocationsAsync(context, address);
            else
                await InvokeOperationAsync(context, address, collection, token);
        }
        catch (ApiException refused)
        {
            await WireJson.WriteErrorAsync(context, refused.Error);
        }
    }

    private static Task WriteLocationsAsync(HttpContext context, RequestPath address)
    {
        var site = context.Site();
        var locations = ResourceLocations.For(site.Product, site.Levels(address.Collection is not null), address.Rest.Count > 0 ? address.Rest[0] : null);
        return WireJson.WriteAsync(context, 200, locations);
    }

    private async Task InvokeOperationAsync(HttpContext context, RequestPath address, TeamProjectCollection? collection, AccessToken token)
    {
        var request = context.Request;
        var level = context.Site().Level(collection is not null);
        var method = HttpMethods.IsHead(request.Method) ? HttpMethods.Get : request.Method;
        if (ApiRoutes.Find(method, level, address.Rest) is not var (route, values))
            throw new ApiException(ApiErrors.NotImplemented(request.Method, request.Path.Value ?? ""));

        if (!Scopes.Allows(token.Scopes, route.Scopes))
        {
            await Challenge.InsufficientScopeAsync(context);
            return;
        }

        if (!token.Owner.HasLicense && route.Resource.Area == "git")
            throw new ApiException(ApiErrors.MissingLicense());

        var version = VersionNegotiation.Resolve(request, route.Resource, context.Site().Product);
        var body = await RequestBody.ReadAsync(request, context.RequestAborted);
        var call = CreateCall(context, address, collection, token, values, body);

        // A project in the path must exist for every operation.
        _ = call.Project;
        var response = route.Handle(call);
        if (response.ContinuationToken is { } continuation)
            context.Response.Headers["x-ms-continuationtoken"] = continuation;
        await WriteAsync(context, response, version);
    }

    private static Task WriteAsync(HttpContext context, ApiResponse response, string version)
    {
        if (response is { IsStreamed: true, Body: { } list })
            return WireJson.StreamAsync(context, response.Status, list, version);
        if (response.Body is { } body)
            return WireJson.WriteAsync(context, response.Status, body, version);

        context.Response.StatusCode = response.Status;
        return Task.CompletedTask;
    }

    private ApiCall CreateCall(
        HttpContext context,
        RequestPath address,
        TeamProjectCollection? collection,
        AccessToken token,
        IReadOnlyDictionary<string, string> values,
        RequestBody body) => new()
        {
            Caller = token.Owner,
            Body = body,
            Changes = changes,
            Hooks = hooks,
            Time = time,
            Scene = context.Site().Scene,
            Product = context.Site().Product,
            Content = context.Site().Content,
            Contents = contents,
            Switches = switches,
            IsForAccounts = context.Site().Service == CloudService.Accounts,
            Links = context.Links(),
            HostCollection = collection,
            ProjectName = address.Project,
            Values = values,
            Query = context.Request.Query,
        };
}
