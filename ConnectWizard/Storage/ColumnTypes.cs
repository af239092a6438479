using System.Data;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using Dapper;

namespace ConnectWizard.Storage;

/// <summary>How values are written in columns: ids and enumerations as text, times in milliseconds, documents as JSON.</summary>
internal static class ColumnTypes
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        AddText(id => id.Value, text => new DraftId(text));
        AddText(id => id.Value, text => new OwnerId(text));
        AddId(id => id, value => value);
        AddId(id => id.Value, value => new WorkspaceId(value));
        AddId(id => id.Value, value => new ConnectionId(value));
        AddId(id => id.Value, value => new CredentialId(value));
        AddId(id => id.Value, value => new AccountId(value));
        AddId(id => id.Value, value => new ProfileId(value));
        AddId(id => id.Value, value => new HookId(value));
        AddId(id => id.Value, value => new BuildRequestId(value));
        AddText(commit => commit.Value, CommitId.Parse);
        AddText(name => name.Value, RefName.Parse);
        AddText(url => url.AbsoluteUri, text => new Uri(text));
        AddDocument<DraftDocument>();
        AddDocument<ServerTarget>();
        AddDocument<CheckedFacts>();
        AddDocument<SignInFailure>();
        AddDocument<RepositoryEvent>();
        Add(
            DbType.Int64,
            time => time.ToUnixTimeMilliseconds(),
            value => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture)));
    }

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Json);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Json) ?? throw new JsonException("The document is null.");

    /// <summary>Dapper asks no handler for enumerations, writes truth values in each database's way, and can't tell the type of a null.</summary>
    public static void AddValue(this DynamicParameters parameters, string name, object? value, Type type)
    {
        if (value is Enum or null)
            parameters.Add(name, value?.ToString(), DbTypeOf(Nullable.GetUnderlyingType(type) ?? type));
        else
            parameters.Add(name, value is bool isTrue ? Convert.ToInt32(isTrue) : value);
    }

    private static DbType DbTypeOf(Type type) =>
        type == typeof(DateTimeOffset) || type == typeof(long) || type == typeof(int) ? DbType.Int64 : DbType.String;

    /// <summary>Lower case: Microsoft.Data.Sqlite would write a <see cref="Guid"/> in upper case.</summary>
    private static void AddId<T>(Func<T, Guid> value, Func<Guid, T> id)
        where T : struct =>
        AddText(it => value(it).ToString("D"), text => id(Guid.Parse(text)));

    private static void AddDocument<T>() => AddText(Write, Read<T>);

    private static void AddText<T>(Func<T, string> write, Func<string, T> read) => Add(DbType.String, write, value => read((string)value));

    private static void Add<T>(DbType type, Func<T, object> write, Func<object, T> read)
    {
        // Dapper's own mapping of a type, or of its nullable one, comes before a handler.
        SqlMapper.RemoveTypeMap(typeof(T));
        if (typeof(T).IsValueType)
            SqlMapper.RemoveTypeMap(typeof(Nullable<>).MakeGenericType(typeof(T)));
        SqlMapper.AddTypeHandler(new Handler<T>(type, write, read));
    }

    private sealed class Handler<T>(DbType type, Func<T, object> write, Func<object, T> read) : SqlMapper.TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value)
        {
            parameter.DbType = type;
            parameter.Value = write(value!);
        }

        public override T Parse(object value) => read(value);
    }
}
