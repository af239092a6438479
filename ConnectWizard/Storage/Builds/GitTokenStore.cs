using ConnectWizard.Builds;

namespace ConnectWizard.Storage;

internal sealed class GitTokenStore(Database database, TimeProvider time) : IGitTokenStore
{
    private const string DeleteEnded = "DELETE FROM git_tokens WHERE expires_at <= @Now";

    private const string Insert =
        """
        INSERT INTO git_tokens (hash, request_id, expires_at) SELECT @Hash, id, @ExpiresAt FROM build_requests WHERE id = @Request
        """;

    private const string Count = "SELECT COUNT(*) FROM git_tokens WHERE hash = @Hash AND request_id = @Request AND expires_at > @Now";

    public Task AddAsync(BuildRequestId request, string hash, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(DeleteEnded, new { Now = time.GetUtcNow() });
                await session.ExecuteAsync(
                    Insert, new { Hash = hash, Request = request, ExpiresAt = expiresAt });
            },
            cancellationToken);

    public async Task<bool> IsValidAsync(BuildRequestId request, string hash, CancellationToken cancellationToken)
    {
        var parameters = new { Hash = hash, Request = request, Now = time.GetUtcNow() };
        return await database.ReadAsync(session => session.FindAsync<long>(Count, parameters), cancellationToken) > 0;
    }
}
