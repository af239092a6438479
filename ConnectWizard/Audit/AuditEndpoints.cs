using System.Net.Mime;
using Microsoft.Net.Http.Headers;

namespace ConnectWizard.Audit;

/// <summary>Downloads of the whole trail. They are written while they are read: none is in memory as a whole.</summary>
public static class AuditEndpoints
{
    public const string CsvPath = "/audit/export.csv";
    public const string JsonPath = "/audit/export.json";

    public static void MapAudit(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(CsvPath, (HttpContext context, IAuditStore store, AuditVerifier verifier, TimeProvider time) =>
            WriteAsync(context, store, time, MediaTypeNames.Text.Csv, chains =>
                AuditCsv.WriteAsync(context.Response.Body, chains, chain => verifier.ReadAsync(chain, context.RequestAborted), context.RequestAborted)));
        endpoints.MapGet(JsonPath, (HttpContext context, IAuditStore store, AuditVerifier verifier, TimeProvider time) =>
            WriteAsync(context, store, time, MediaTypeNames.Application.Json, chains =>
                AuditExport.WriteAsync(context.Response.Body, chains, verifier.ReadAllAsync(chains, context.RequestAborted), context.RequestAborted)));
    }

    private static async Task WriteAsync(HttpContext context, IAuditStore store, TimeProvider time, string type, Func<IReadOnlyList<AuditChain>, Task> write)
    {
        var chains = await store.ListChainsAsync(context.RequestAborted);
        var name = $"audit-{time.GetUtcNow():yyyy-MM-dd}{Path.GetExtension(context.Request.Path)}";
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
        await write(chains);
        // Old entries were removed while they were read: better no file than one that does not verify.
        if (!AuditVerifier.HasAnchorsOf(chains, await store.ListChainsAsync(context.RequestAborted)))
            context.Abort();
    }
}
