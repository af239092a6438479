using System.IO.Compression;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>
/// Git over HTTP under <c>{project}/_git/{repository}</c>; the project may be left out if the repository has its name. Errors are plain
/// text, which Git shows to the user.
/// </summary>
internal sealed class GitHttpHandler(RepositoryContents contents)
{
    public async Task HandleAsync(HttpContext context, RequestPath address, TeamProjectCollection collection, AccessToken token)
    {
        // Web pages and some agents put a form of the clone between marker and repository.
        if (address.Rest is ["_full" or "_optimized", ..])
            address = address with { Rest = [.. address.Rest.Skip(1)] };
        if (address.Rest.Count < 2)
        {
            await WebPages.HandleAsync(context, address, collection, token.Owner);
            return;
        }

        if (!Scopes.Allows(token.Scopes, Scopes.Repositories))
        {
            await Challenge.InsufficientScopeAsync(context);
            return;
        }

        try
        {
            var repository = Find(context.Site().Content, address, collection, token.Owner);
            await ServeAsync(context, string.Join('/', address.Rest.Skip(1)), repository, token);
        }
        catch (ApiException refused)
        {
            await RefuseAsync(context, refused.Error);
        }
    }

    private static Repository Find(IServerContent content, RequestPath address, TeamProjectCollection collection, Person viewer)
    {
        var projectName = address.Project ?? address.Rest[0];
        var project = content.FindProject(collection, projectName, viewer) ?? throw new ApiException(ApiErrors.ProjectNotFound(projectName));
        return content.FindRepository(collection, project, address.Rest[0], viewer) is { IsDisabled: false } repository
            ? repository
            : throw new ApiException(ApiErrors.RepositoryNotFound(address.Rest[0]));
    }

    private Task ServeAsync(HttpContext context, string operation, Repository repository, AccessToken token)
    {
        var request = context.Request;
        if (operation == "git-receive-pack" || request.Query["service"] == "git-receive-pack")
            DemandContribute(repository, token);
        return (request.Method, operation) switch
        {
            ("GET", "info/refs") when request.Query["service"] == "git-upload-pack" => AdvertiseAsync(context, contents.Of(repository)),
            ("POST", "git-upload-pack") => UploadPackAsync(context, contents.Of(repository)),
            _ => throw new ApiException(ApiErrors.NotImplemented(request.Method, request.Path + request.QueryString)),
        };
    }

    private static void DemandContribute(Repository repository, AccessToken token)
    {
        if (!Scopes.Allows(token.Scopes, Scopes.CodeWrite) || !token.Owner.CanContribute.Includes(repository.Project))
            throw new ApiException(GitErrors.MissingContributePermission(token.Owner));
    }

    private static Task AdvertiseAsync(HttpContext context, GitRepository repository)
    {
        context.Response.ContentType = GitServer.AdvertisementContentType;
        return GitServer.AdvertiseAsync(repository, ProtocolOf(context), context.Site().Product.IsHosted, context.Response.Body, context.RequestAborted);
    }

    private static async Task UploadPackAsync(HttpContext context, GitRepository repository)
    {
        var isCompressed = context.Request.Headers.ContentEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        await using var input = isCompressed ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        context.Response.ContentType = GitServer.ResultContentType;
        try
        {
            await GitServer.UploadPackAsync(repository, ProtocolOf(context), input, context.Response.Body, context.RequestAborted);
        }
        catch (Exception malformed) when (malformed is GitProtocolException or InvalidDataException && !context.Response.HasStarted)
        {
            throw new ApiException(GitErrors.UnexpectedProtocol(malformed.Message));
        }
    }

    private static string? ProtocolOf(HttpContext context) =>
        context.Request.Headers.TryGetValue("Git-Protocol", out var value) ? value.ToString() : null;

    private static Task RefuseAsync(HttpContext context, ApiError error)
    {
        context.Response.Headers["X-TFS-ServiceError"] = context.EncodeHeader(error.Message);
        return context.WriteAsync(error.Status, "text/plain; charset=utf-8", GermanMessages.In(context, error.Message));
    }
}
