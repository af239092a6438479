// Leads the clients' connections to realistic names to the emulator, as curl's --connect-to does.
const net = require("node:net");

const targets = JSON.parse(process.env.CONNECT_TO);
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...given) {
  const isNormalized = Array.isArray(given[0]);
  const options = isNormalized ? given[0][0] : given[0];
  const port = targets[`${options?.host}:${options?.port}`];
  if (port && isNormalized) given[0][0] = { ...options, host: "127.0.0.1", port };
  else if (port) given[0] = { ...options, host: "127.0.0.1", port };
  return connect.apply(this, given);
};

// The desktop's key store is a native add-on that npm would have to build. No test needs it.
const Module = require("node:module");
const load = Module._load;
Module._load = (request, ...others) => request.endsWith("/keytar.node") ? {} : load(request, ...others);
